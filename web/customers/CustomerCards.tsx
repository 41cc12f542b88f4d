import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { TierBadge } from '../shown/TierBadge.tsx';
import { asNumber, useFormat } from '../shown/use-format.ts';
import type { CustomersProps } from './CustomerTable.tsx';
import { MoreCustomers } from './MoreCustomers.tsx';
import { NoCustomers } from './NoCustomers.tsx';

/** The same customers on a narrow screen. */
export function CustomerCards({ view, show, customers }: CustomersProps): ReactElement {
  const { t } = useTranslation();
  const { day, money, number } = useFormat();
  const rows = customers.data?.pages.flatMap((page) => page.customers) ?? [];
  if (customers.isPending) return <Skeleton active />;
  if (rows.length === 0) return <NoCustomers view={view} show={show} />;
  return (
    <div className="stack">
      <ul className="cards">
        {rows.map(({ id, name, externalId, tier, metrics, owner }) => (
          <li key={id}>
            <Link to="/customers/$id" params={{ id }} className="customer-card">
              <span className="row between">
                <strong>{name ?? externalId}</strong>
                <TierBadge tier={tier} />
              </span>
              <span className="row soft small">
                <span>{money(asNumber(metrics.spend))}</span>
                <span>{t('customers.orders', { orders: number(asNumber(metrics.orders)) })}</span>
                <span>{day(typeof metrics.last_order === 'string' ? metrics.last_order : null)}</span>
                {owner === null ? null : <span>{owner}</span>}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <MoreCustomers customers={customers} />
    </div>
  );
}
