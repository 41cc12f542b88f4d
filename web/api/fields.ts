import { queryOptions } from '@tanstack/react-query';
import { ask } from './client.ts';
import type { Fields } from './contract.ts';

/** What customers can be filtered by, and the tiers. */
export const fieldsQuery = queryOptions({
  queryKey: ['fields'],
  queryFn: ({ signal }) => ask<Fields>('GET', '/fields', { signal }),
  staleTime: 60_000,
});
