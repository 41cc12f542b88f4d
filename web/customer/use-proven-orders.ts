import { useInfiniteQuery } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import type { WrittenOrders } from './written-proof.ts';

/** Where a list of orders in a proof comes from. */
export interface OrdersSource {
  readonly customer: string;
  readonly metric: string;
  readonly asOf: string;
  /** Another one for other orders. */
  readonly agreement: string;
}

interface Part {
  readonly from: number;
  readonly limit: number;
}

const MORE = 500;

/** The orders that a proof lists itself, and more of them on request. */
export function useProvenOrders({ customer, metric, asOf, agreement }: OrdersSource, first: WrittenOrders) {
  const listed = Math.max(...listsOf(first).map(({ listed: { length } }) => length));
  const query = useInfiniteQuery({
    queryKey: ['proof-orders', customer, metric, asOf, agreement],
    queryFn: ({ signal, pageParam }) =>
      ask<WrittenOrders>('GET', `/customers/${customer}/proof/orders`, {
        query: { metric, asOf, ...pageParam },
        signal,
      }),
    initialPageParam: { from: 0, limit: Math.max(1, listed) } satisfies Part as Part,
    initialData: { pages: [first], pageParams: [{ from: 0, limit: Math.max(1, listed) }] },
    getNextPageParam: (last, _pages, { from, limit }) =>
      listsOf(last).some(({ rest }) => rest.count > 0) ? { from: from + limit, limit: MORE } : null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const pages = query.data.pages;
  const last = pages.at(-1) ?? first;
  return {
    counted: pages.flatMap(({ counted }) => counted.listed),
    leftOut: pages.flatMap(({ leftOut }) => leftOut.listed),
    refunds: pages.flatMap(({ refunds }) => refunds?.takenOff.listed ?? []),
    /** How many are not shown yet. */
    rest: listsOf(last).reduce((sum, { rest }) => sum + rest.count, 0),
    error: query.error,
    isLoading: query.isFetchingNextPage,
    more: () => void query.fetchNextPage(),
  };
}

function listsOf({ counted, leftOut, refunds }: WrittenOrders) {
  return [counted, leftOut, ...(refunds === null ? [] : [refunds.takenOff])];
}
