import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailingOrder } from '../api/contract.ts';
import { useFormat } from '../shown/use-format.ts';

export interface FailingOrdersPage {
  readonly orders: readonly FailingOrder[];
}

const statuses = ['unpaid', 'paid', 'shipped', 'completed', 'cancelled', 'refunded'] as const;

/** Orders that fail a check, each with whose it is. */
export function FailingOrders({ orders }: FailingOrdersPage): ReactElement {
  const { t } = useTranslation();
  const { money, day } = useFormat();
  const statusOf = (written: string): string => {
    const known = statuses.find((status) => status === written);
    return known === undefined ? written : t(`statuses.${known}`);
  };
  return (
    <table className="plain stacks">
      <thead>
        <tr>
          <th>{t('changes.customer')}</th>
          <th>{t('quality.reference')}</th>
          <th>{t('quality.day')}</th>
          <th>{t('fields.owner')}</th>
          <th className="number">{t('quality.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {orders.map(({ id, customer, name, externalId, owner, reference, day: on, status, ...order }) => (
          <tr key={id}>
            <td>
              <Link to="/customers/$id" params={{ id: customer }}>
                {name ?? externalId}
              </Link>
            </td>
            <td className="soft" style={{ overflowWrap: 'anywhere' }}>
              {reference.startsWith('#') ? '–' : reference}
            </td>
            <td style={{ whiteSpace: 'nowrap' }}>
              {day(on)} <span className="soft small">{statusOf(status)}</span>
            </td>
            <td className="soft">{owner}</td>
            <td className="number">
              {money(order.amount)}
              {order.refunded === null ? null : (
                <div className="soft small">{t('orders.refunded', { amount: money(order.refunded) })}</div>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
