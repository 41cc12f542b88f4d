import { Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order, OrderPage } from '../api/contract.ts';
import { keyed } from '../shown/keyed.ts';
import { MoreButton } from '../shown/MoreButton.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { usePages } from '../shown/use-pages.ts';
import { RefundList } from './RefundList.tsx';

/** The customer's orders, newest first, with their lines, and refunds that name none. */
export function OrderList({ id }: { readonly id: string }): ReactElement {
  const { t } = useTranslation();
  const { pages, error, more } = usePages<OrderPage>(['orders', id], `/customers/${id}/orders`, {
    limit: 30,
  });
  if (error !== null) return <ProblemList error={error} />;
  if (pages === undefined) return <Skeleton active />;
  const orders = pages.flatMap((page) => page.orders);
  return (
    <div className="stack">
      <RefundList id={id} />
      {orders.length === 0 ? <p className="empty soft">{t('orders.none')}</p> : null}
      <ul className="cards">
        {orders.map((order) => (
          <OrderCard key={order.id} order={order} />
        ))}
      </ul>
      <MoreButton more={more} label={t('orders.more')} />
    </div>
  );
}

function OrderCard({ order }: { readonly order: Order }): ReactElement {
  const { t } = useTranslation();
  const { day, money, number } = useFormat();
  const refunded = order.refunded ?? 0;
  const about = [order.reference, order.store, order.channel].filter((part) => part !== null && part !== '');
  return (
    <li className="customer-card">
      <div className="row between">
        <strong>{day(order.day)}</strong>
        <strong>{money(order.amount)}</strong>
      </div>
      <div className="row between soft small">
        <span>{about.join(' · ')}</span>
        <span>
          {t(`statuses.${order.status}` as 'statuses.paid', { defaultValue: order.status })}
          {refunded > 0 ? ` · ${t('orders.refunded', { amount: money(refunded) })}` : ''}
        </span>
      </div>
      {keyed(order.lines).map(({ key, item: line }) => (
        <div key={key} className="row between small">
          <span>
            {[line.product, line.category].filter((part) => part !== null && part !== '').join(' · ') ||
              t('orders.line')}
            {line.quantity === null ? '' : ` × ${number(line.quantity)}`}
          </span>
          <span className="soft">{money(line.amount)}</span>
        </div>
      ))}
    </li>
  );
}
