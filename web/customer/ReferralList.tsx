import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Referrals } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';

/** Who brought the customer, and whom the customer brought. */
export function ReferralList({ id }: { readonly id: string }): ReactElement {
  const { t } = useTranslation();
  const { data, error } = useQuery({
    queryKey: ['referrals', id],
    queryFn: ({ signal }) => ask<Referrals>('GET', `/customers/${id}/referrals`, { signal }),
  });
  if (error !== null) return <ProblemList error={error} />;
  if (data === undefined) return <Skeleton active />;
  const { by, brought, others } = data;
  return (
    <div className="stack">
      <p>
        {t('referrals.by')}
        {'　'}
        {by === null ? <span className="soft">{t('referrals.nobody')}</span> : <Referrer by={by} />}
      </p>
      <strong>
        {t('referrals.brought')} {brought.length + others}
      </strong>
      {brought.length + others === 0 ? <p className="empty soft">{t('referrals.none')}</p> : null}
      <ul className="cards">
        {brought.map((each) => (
          <BroughtCard key={each.id} customer={each} />
        ))}
      </ul>
      {others > 0 ? <p className="soft">{t('referrals.others', { customers: others })}</p> : null}
    </div>
  );
}

function Referrer({ by }: { readonly by: NonNullable<Referrals['by']> }): ReactElement {
  const { t } = useTranslation();
  if (by.customer !== null) return <CustomerLink customer={by.customer} />;
  if (by.externalId === null) return <span>{t('referrals.unseen')}</span>;
  return <span>{t('referrals.unknown', { id: by.externalId })}</span>;
}

type Named = NonNullable<NonNullable<Referrals['by']>['customer']>;

function CustomerLink({ customer: { id, externalId, name } }: { readonly customer: Named }): ReactElement {
  return (
    <Link to="/customers/$id" params={{ id }}>
      {name === null || name === externalId ? externalId : `${name} ${externalId}`}
    </Link>
  );
}

function BroughtCard({ customer }: { readonly customer: Referrals['brought'][number] }): ReactElement {
  const { t } = useTranslation();
  const { day } = useFormat();
  const { registeredOn, firstOrder } = customer;
  return (
    <li className="customer-card">
      <div className="row between">
        <CustomerLink customer={customer} />
        <span className="soft small">
          {[
            registeredOn === null ? null : t('referrals.registered', { day: day(registeredOn) }),
            firstOrder === null
              ? t('referrals.noOrder')
              : t('referrals.firstOrder', { day: day(firstOrder) }),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      </div>
    </li>
  );
}
