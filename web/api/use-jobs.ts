import { queryOptions, type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { address, ask } from './client.ts';
import type { Job } from './contract.ts';

/**
 * Jobs as they go on, in the order given: the server tells every change of the first that runs, and all are asked for
 * now and then until they end.
 */
export function useJobs(ids: readonly string[]): UseQueryResult<Job>[] {
  const queries = useQueryClient();
  const jobs = useQueries({ queries: ids.map(jobQuery) });
  const id = jobs.find(({ data }) => data?.state === 'running')?.data?.id;
  useEffect(() => {
    if (id === undefined) return undefined;
    const events = new EventSource(address(`/jobs/${id}/events`));
    let isOver = false;
    events.addEventListener('job', ({ data }: MessageEvent<string>) => {
      const job = JSON.parse(data) as Job;
      isOver = job.state !== 'running';
      queries.setQueryData(['job', id], job);
    });
    // The server ends the stream with the job; the browser would ask for it again and again.
    events.addEventListener('error', () => events.close());
    return () => {
      if (!isOver) events.close();
    };
  }, [id, queries]);
  return jobs;
}

function jobQuery(id: string) {
  return queryOptions({
    queryKey: ['job', id],
    queryFn: ({ signal }) => ask<Job>('GET', `/jobs/${id}`, { signal }),
    refetchInterval: ({ state }) => (hasEnded(state.data) ? false : 2000),
    // What became of it does not change any more.
    staleTime: ({ state }) => (hasEnded(state.data) ? Number.POSITIVE_INFINITY : 0),
  });
}

function hasEnded(job: Job | undefined): boolean {
  return job !== undefined && job.state !== 'running';
}
