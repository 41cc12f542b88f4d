import { queryOptions, useQuery } from '@tanstack/react-query';
import { ask, rememberCsrf } from '../api/client.ts';
import type { Action, Session } from '../api/contract.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => remembered(await ask<Session>('GET', '/session', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

export function remembered(session: Session): Session {
  rememberCsrf(session.csrf);
  return session;
}

export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data;
}

/** Whether the signed-in user may do something, at least with their own customers. */
export function useMay(action: Action): boolean {
  return useSession()?.permissions[action] !== undefined;
}
