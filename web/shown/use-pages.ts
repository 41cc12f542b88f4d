import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ask, type Query } from '../api/client.ts';

/** A page of a list and where the next one begins; null on the last. */
interface Page {
  readonly next: string | null;
}

export interface MorePages {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

interface Pages<P> {
  /** Those that were asked for so far; undefined before the first has come. */
  readonly pages: readonly P[] | undefined;
  readonly error: unknown;
  readonly more: MorePages;
}

/** A list that the server gives page by page. With `keepsLast` the last one stays until another that was asked for has come. */
export function usePages<P extends Page>(
  queryKey: readonly unknown[],
  path: string,
  query: Query = {},
  { keepsLast = false }: { readonly keepsLast?: boolean } = {},
): Pages<P> {
  const { data, error, ...more } = useInfiniteQuery({
    queryKey,
    queryFn: ({ signal, pageParam }) =>
      ask<P>('GET', path, { query: { ...query, after: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    ...(keepsLast ? { placeholderData: keepPreviousData } : {}),
  });
  return { pages: data?.pages, error, more };
}
