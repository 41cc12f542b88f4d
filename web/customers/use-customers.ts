import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import type { CustomerPage } from '../api/contract.ts';
import { customersQuery, type View } from './view.ts';

const PAGE = 50;

/** The view's customers, a page at a time. */
export function useCustomers(view: View) {
  const query = customersQuery(view);
  return useInfiniteQuery({
    queryKey: ['customers', query],
    queryFn: ({ signal, pageParam }) =>
      ask<CustomerPage>('GET', '/customers', {
        query: { ...query, limit: PAGE, after: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

export function useCustomerCount({ search, filter }: View): number | undefined {
  const { sort: _, ...query } = customersQuery({ search, filter });
  return useQuery({
    queryKey: ['customers', 'count', query],
    queryFn: ({ signal }) => ask<{ count: number }>('GET', '/customers/count', { query, signal }),
    placeholderData: keepPreviousData,
  }).data?.count;
}
