import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import type { Business } from '../api/contract.ts';
import { useSession } from './use-session.ts';

export const businessQuery = queryOptions({
  queryKey: ['business'],
  queryFn: ({ signal }) => ask<Business>('GET', '/business', { signal }),
});

/** The business once it is known; undefined before and while nobody is signed in. */
export function useBusiness(): Business | undefined {
  const session = useSession();
  return useQuery({ ...businessQuery, enabled: session?.user !== undefined && session.user !== null }).data;
}
