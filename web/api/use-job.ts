import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { address, ask } from './client.ts';
import type { Job } from './contract.ts';

/** A job as it goes on: told by the server at every change, and asked for now and then where that fails. */
export function useJob(id: string | null): UseQueryResult<Job> {
  const queries = useQueryClient();
  useEffect(() => {
    if (id === null) return undefined;
    const events = new EventSource(address(`/jobs/${id}/events`));
    let isOver = false;
    events.addEventListener('job', ({ data }: MessageEvent<string>) => {
      const job = JSON.parse(data) as Job;
      queries.setQueryData(['job', id], job);
      isOver = job.state !== 'running';
    });
    // The server ends the stream with the job; the browser would ask for it again and again.
    events.addEventListener('error', () => events.close());
    return () => {
      if (!isOver) events.close();
    };
  }, [id, queries]);
  return useQuery({
    queryKey: ['job', id],
    queryFn: ({ signal }) => ask<Job>('GET', `/jobs/${id}`, { signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 2000 : false),
  });
}
