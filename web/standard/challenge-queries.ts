import { queryOptions } from '@tanstack/react-query';
import { ask } from '../api/client.ts';
import type { ChallengeHistory, Challenges } from '../api/contract.ts';

export const challengesQuery = queryOptions({
  queryKey: ['challenges'],
  queryFn: ({ signal }) => ask<Challenges>('GET', '/challenges', { signal }),
});

export function challengeQuery(id: string) {
  return queryOptions({
    queryKey: ['challenges', id],
    queryFn: ({ signal }) => ask<ChallengeHistory>('GET', `/challenges/${id}`, { signal }),
  });
}
