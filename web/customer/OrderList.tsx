import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Order, OrderPage } from '../api/contract.ts';
import { keyed } from '../shown/keyed.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { RefundList } from './RefundList.tsx';

/** The customer's orders, newest first, with their lines, and refunds that name none. */
export function OrderList({ id }: { readonly id: string }): ReactElement {
  const { t } = useTranslation();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['orders', id],
    queryFn: ({ signal, pageParam }) =>
      ask<OrderPage>('GET', `/customers/${id}/orders`, { query: { limit: 30, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  if (error !== null) return <ProblemList error={error} />;
  if (data === undefined) return <Skeleton active />;
  const orders = data.pages.flatMap((page) => page.orders);
  return (
    <div className="stack">
      <RefundList id={id} />
      {orders.length === 0 ? <p className="empty soft">{t('orders.none')}</p> : null}
      <ul className="cards">
        {orders.map((order) => (
          <OrderCard key={order.id} order={order} />
        ))}
      </ul>
      {hasNextPage ? (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('orders.more')}
        </Button>
      ) : null}
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
