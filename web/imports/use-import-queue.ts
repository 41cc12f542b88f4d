import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ask } from '../api/client.ts';
import type { Job } from '../api/contract.ts';
import { ApiProblems } from '../api/problems.ts';
import { useJob } from '../api/use-job.ts';
import { useMay } from '../session/use-session.ts';
import { useKept } from '../shown/use-kept.ts';
import type { PlannedImport } from './import-plan.ts';

/** Imports one after another; kept, so that a reload finds them where they are. */
interface Run {
  readonly waiting: readonly PlannedImport[];
  readonly job: string;
  readonly ended: readonly Job[];
  readonly dryRun: boolean;
}

export interface ImportRun {
  readonly running: Job | null;
  readonly waiting: number;
  readonly ended: readonly Job[];
  readonly dryRun: boolean;
  readonly isActive: boolean;
  readonly error: unknown;
  readonly start: (plan: readonly PlannedImport[], dryRun: boolean) => void;
  readonly startSample: () => void;
  readonly cancel: () => void;
  readonly forget: () => void;
}

/** For the one place that keeps the imports going; everywhere else `useImportRun`. */
export function useImportQueue(): ImportRun {
  const queries = useQueryClient();
  const [run, setRun] = useKept<Run | null>(localStorage, 'tierbook.import', null);
  const may = useMay('imports:run');
  const { data: job, error: lost } = useJob(run === null || run.job === '' || !may ? null : run.job);
  const begin = useMutation({
    mutationFn: ({ next, dryRun }: { next: PlannedImport; rest: Run | null; dryRun: boolean }) =>
      ask<{ job: string }>('POST', '/imports', {
        body: { uploads: next.uploads, kind: next.kind, map: next.map, dryRun },
      }),
    onSuccess: ({ job: id }, { rest, dryRun }) =>
      setRun({ waiting: rest?.waiting ?? [], job: id, ended: rest?.ended ?? [], dryRun }),
    onError: () => setRun(null),
  });
  const sample = useMutation({
    mutationFn: () => ask<{ job: string }>('POST', '/samples', { body: {} }),
    onSuccess: ({ job: id }) => setRun({ waiting: [], job: id, ended: [], dryRun: false }),
  });
  const { mutate } = begin;

  useEffect(() => {
    if (run === null || run.job === '' || job === undefined || job.id !== run.job || job.state === 'running')
      return;
    const ended = [...run.ended, job];
    const [next, ...waiting] = run.waiting;
    const rest = { ...run, waiting, job: '', ended };
    setRun(rest);
    if (next !== undefined && job.state === 'done') mutate({ next, rest, dryRun: run.dryRun });
    else void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'job' });
  }, [run, job, setRun, mutate, queries]);

  // A server that was started anew does not know the job any more.
  useEffect(() => {
    if (lost instanceof ApiProblems && lost.status === 404) setRun(null);
  }, [lost, setRun]);

  return {
    running: run !== null && run.job !== '' && job?.id === run.job ? job : null,
    waiting: run?.waiting.length ?? 0,
    ended: run?.ended ?? [],
    dryRun: run?.dryRun ?? false,
    isActive: (run !== null && run.job !== '') || begin.isPending || sample.isPending,
    error: begin.error ?? sample.error,
    start: ([next, ...waiting], dryRun) => {
      if (next !== undefined) begin.mutate({ next, rest: { waiting, job: '', ended: [], dryRun }, dryRun });
    },
    startSample: () => sample.mutate(),
    cancel: () => void (run && ask('DELETE', `/jobs/${run.job}`)),
    forget: () => setRun(null),
  };
}
