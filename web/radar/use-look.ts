import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ask } from '../api/client.ts';
import type { Job } from '../api/contract.ts';
import { problemsOf, type ShownProblem } from '../api/problems.ts';
import { useJobs } from '../api/use-jobs.ts';

export interface LookRun {
  /** Null while nothing runs. */
  readonly running: Job | 'starting' | null;
  /** The last one found that nothing can be foretold. */
  readonly isInVain: boolean;
  readonly problems: readonly ShownProblem[];
  readonly start: () => void;
}

/** A look ahead as a job of the server, which goes on when the page is left. */
export function useLook(): LookRun {
  const queries = useQueryClient();
  const [id, setId] = useState<string | null>(null);
  const [answer] = useJobs(id === null ? [] : [id]);
  const job = answer?.data ?? null;
  const begin = useMutation({
    mutationFn: () => ask<{ job: string }>('POST', '/radar/looks'),
    onSuccess: ({ job: started }) => setId(started),
  });
  const isDone = job?.state === 'done';
  useEffect(() => {
    if (isDone) void queries.invalidateQueries({ queryKey: ['radar'] });
  }, [isDone, queries]);
  const isStarting = begin.isPending || (id !== null && job === null && answer?.error === null);
  const errors = [begin.error, answer?.error].flatMap((error) => error ?? []);
  return {
    running: job?.state === 'running' ? job : isStarting ? 'starting' : null,
    isInVain: isDone && job.result === null,
    problems: [...errors.flatMap(problemsOf), ...(job?.problems ?? [])],
    start: () => {
      setId(null);
      begin.mutate();
    },
  };
}
