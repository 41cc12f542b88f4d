import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ask } from '../api/client.ts';
import type { BacktestView, Job } from '../api/contract.ts';
import { problemsOf, type ShownProblem } from '../api/problems.ts';
import { useJobs } from '../api/use-jobs.ts';
import type { Draft } from './use-draft.ts';

export interface BacktestRange {
  readonly from: string;
  readonly to: string;
  readonly every: 'month' | 'quarter' | 'year';
}

export interface BacktestRun {
  /** Null while nothing runs. */
  readonly running: Job | 'starting' | null;
  readonly result: BacktestView | null;
  /** The draft that was tested last. */
  readonly tested: Draft | null;
  readonly problems: readonly ShownProblem[];
  readonly start: (draft: Draft, range: BacktestRange) => void;
  readonly cancel: () => void;
}

interface Started {
  readonly id: string;
  readonly draft: Draft;
}

/** A backtest as a job of the server; whoever leaves while it runs needs it no more. */
export function useBacktest(): BacktestRun {
  const [started, setStarted] = useState<Started | null>(null);
  const [answer] = useJobs(started === null ? [] : [started.id]);
  const job = answer?.data ?? null;
  const begin = useMutation({
    mutationFn: async ({ draft, range }: { readonly draft: Draft; readonly range: BacktestRange }) => {
      const { job: id } = await ask<{ job: string }>('POST', '/backtests', { body: { ...draft, ...range } });
      return { id, draft };
    },
    onSuccess: setStarted,
  });
  const isRunning = job?.state === 'running';
  useCancelledOnLeaving(isRunning ? job.id : null);
  const isStarting = begin.isPending || (started !== null && job === null && answer?.error === null);
  const wasCancelled = job?.problems.some(({ code }) => code === 'cancelled') ?? false;
  const errors = [begin.error, answer?.error].flatMap((error) => error ?? []);
  return {
    running: isRunning ? job : isStarting ? 'starting' : null,
    result: job?.state === 'done' ? (job.result as BacktestView) : null,
    tested: started?.draft ?? null,
    problems: [...errors.flatMap(problemsOf), ...(wasCancelled ? [] : (job?.problems ?? []))],
    start: (draft, range) => {
      setStarted(null);
      begin.mutate({ draft, range });
    },
    cancel: () => void (job && cancelJob(job.id)),
  };
}

function useCancelledOnLeaving(running: string | null): void {
  const last = useRef(running);
  last.current = running;
  useEffect(
    () => () => {
      if (last.current !== null) void cancelJob(last.current);
    },
    [],
  );
}

/** One that has ended meanwhile cannot be cancelled, nor need it be. */
async function cancelJob(id: string): Promise<void> {
  await ask('DELETE', `/jobs/${id}`).catch(() => undefined);
}
