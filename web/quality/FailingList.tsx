import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Quality } from '../api/contract.ts';
import { useMay } from '../session/use-session.ts';
import { BackIcon } from '../shell/icons.tsx';
import { MoreButton } from '../shown/MoreButton.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { usePages } from '../shown/use-pages.ts';
import { useName } from '../texts/use-say.ts';
import { FailingCustomers, type FailingCustomersPage } from './FailingCustomers.tsx';
import { FailingOrders, type FailingOrdersPage } from './FailingOrders.tsx';

type Check = Quality['checks'][number];
type Shown = Partial<FailingCustomersPage & FailingOrdersPage> & { readonly next: string | null };

/** Who fails a check, why it matters and what to do about it. */
export function FailingList({ check }: { readonly check: Check }): ReactElement {
  const { t } = useTranslation();
  const nameOf = useName();
  const { id, subject } = check;
  const { pages, error, more } = usePages<Shown>(['quality', id], `/quality/${id}/${subject}`, { limit: 50 });
  return (
    <>
      <Link to="/customers/quality" search={{}} className="no-print">
        <BackIcon /> {t('quality.back')}
      </Link>
      <section className="card stack">
        <h2>{nameOf(check.title)}</h2>
        <dl className="labelled">
          <div>
            <dt>{t('quality.why')}</dt>
            <dd>{nameOf(check.why)}</dd>
          </div>
          <div>
            <dt>{t('quality.mend')}</dt>
            <dd>
              {nameOf(check.mend)} <MendLink check={check} />
            </dd>
          </div>
        </dl>
        <ProblemList error={error} />
        {pages === undefined && error === null ? <Skeleton active /> : null}
        {pages === undefined ? null : <Rows pages={pages} />}
        <MoreButton more={more} label={t('quality.more')} />
      </section>
    </>
  );
}

function Rows({ pages }: { readonly pages: readonly Shown[] }): ReactElement {
  const { t } = useTranslation();
  const customers = pages.flatMap((page) => page.customers ?? []);
  const orders = pages.flatMap((page) => page.orders ?? []);
  if (customers.length > 0) return <FailingCustomers customers={customers} />;
  if (orders.length > 0) return <FailingOrders orders={orders} />;
  return (
    <div className="empty">
      <strong>{t('quality.nobody')}</strong>
      <p>{t('quality.nobodyText')}</p>
    </div>
  );
}

/** Where it is mended: among the customers filtered, or by another import. */
function MendLink({ check: { id, subject } }: { readonly check: Check }): ReactElement | null {
  const { t } = useTranslation();
  const mayImport = useMay('imports:run');
  const [, field] = /^(.+)-missing$/.exec(id) ?? [];
  if (subject === 'customers' && field !== undefined) {
    return (
      <Link to="/customers" search={{ filter: { field, isEmpty: true } }} className="no-print">
        {t('quality.openList')}
      </Link>
    );
  }
  if (!mayImport) return null;
  return (
    <Link to="/imports" className="no-print">
      {t('quality.toImports')}
    </Link>
  );
}
