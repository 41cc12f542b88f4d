import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useParams } from '@tanstack/react-router';
import { Button, Skeleton, Tabs } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Customer, CustomerPage as CustomerList } from '../api/contract.ts';
import { TierHistory } from '../ledger/TierHistory.tsx';
import { BackIcon, PrintIcon } from '../shell/icons.tsx';
import { NoPage } from '../shell/NoPage.tsx';
import { useTitle } from '../shell/use-title.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { ConsentList } from './ConsentList.tsx';
import { CustomerFields } from './CustomerFields.tsx';
import { CustomerHeader } from './CustomerHeader.tsx';
import { EventList } from './EventList.tsx';
import { OrderList } from './OrderList.tsx';
import { PointsLedger } from './PointsLedger.tsx';
import { ProofOfTier } from './ProofOfTier.tsx';
import { ReferralList } from './ReferralList.tsx';

export function CustomerPage(): ReactElement {
  const { id } = useParams({ from: '/customers/$id' });
  // A number of the business's own in the address leads to whose it is.
  if (!/^\d{1,18}$/.test(id)) return <CustomerByName externalId={id} />;
  // Contact data opened for one customer is not the next one's.
  return <CustomerById key={id} id={id} />;
}

function CustomerByName({ externalId }: { readonly externalId: string }): ReactElement {
  const { data, error } = useQuery({
    queryKey: ['customer named', externalId],
    queryFn: ({ signal }) =>
      ask<CustomerList>('GET', '/customers', { query: { externalId, limit: 1 }, signal }),
  });
  const [found] = data?.customers ?? [];
  if (found !== undefined) return <Navigate to="/customers/$id" params={{ id: found.id }} replace />;
  if (data !== undefined) return <NoPage />;
  return error === null ? <Skeleton active /> : <ProblemList error={error} />;
}

function CustomerById({ id }: { readonly id: string }): ReactElement {
  const { t } = useTranslation();
  const { data: customer, error } = useQuery({
    queryKey: ['customer', id],
    queryFn: ({ signal }) => ask<Customer>('GET', `/customers/${id}`, { signal }),
  });
  useTitle(customer?.name ?? customer?.externalId ?? t('customers.title'));
  return (
    <div className="stack wide">
      <div className="row between no-print">
        <Link to="/customers">
          <BackIcon /> {t('customers.title')}
        </Link>
        <Button icon={<PrintIcon />} onClick={() => print()}>
          {t('print')}
        </Button>
      </div>
      <ProblemList error={error} />
      {customer === undefined && error === null ? <Skeleton active /> : null}
      {customer === undefined ? null : (
        <>
          <CustomerHeader customer={customer} />
          <Tabs
            items={[
              { key: 'proof', label: t('customer.proof'), children: <ProofOfTier id={id} /> },
              { key: 'ledger', label: t('ledger.title'), children: <TierHistory id={id} /> },
              { key: 'orders', label: t('customer.orders'), children: <OrderList id={id} /> },
              { key: 'events', label: t('events.title'), children: <EventList customer={customer} /> },
              { key: 'points', label: t('points.title'), children: <PointsLedger id={id} /> },
              { key: 'referrals', label: t('referrals.title'), children: <ReferralList id={id} /> },
              { key: 'consents', label: t('consents.title'), children: <ConsentList id={id} /> },
              {
                key: 'fields',
                label: t('customer.fields'),
                children: <CustomerFields customer={customer} />,
              },
            ]}
          />
        </>
      )}
    </div>
  );
}
