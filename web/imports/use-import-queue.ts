import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { ask } from '../api/client.ts';
import type { Job } from '../api/contract.ts';
import { ApiProblems, problemsOf, type ShownProblem } from '../api/problems.ts';
import { useJobs } from '../api/use-jobs.ts';
import { useMay } from '../session/use-session.ts';
import { useKept } from '../shown/use-kept.ts';
import type { PlannedImport } from './import-plan.ts';
import { keptImports } from './kept-imports.ts';

/** Imports that the server does one after another; kept, so that a reload finds them where they are. */
interface Run {
  readonly jobs: readonly StartedJob[];
  readonly dryRun: boolean;
}

interface StartedJob {
  readonly id: string;
  readonly uploads: readonly string[];
}

export interface ImportRun {
  readonly running: Job | null;
  readonly ended: readonly Job[];
  readonly dryRun: boolean;
  readonly isActive: boolean;
  /** What stands against imports that could not be started or cancelled. */
  readonly problems: readonly ShownProblem[];
  /** Uploads that are in the register now; the server has deleted them. */
  readonly taken: ReadonlySet<string>;
  readonly start: (plan: readonly PlannedImport[], dryRun: boolean) => void;
  readonly startSample: () => void;
  readonly cancel: () => void;
  readonly forget: () => void;
}

/** For the one place that follows the imports; everywhere else `useImportRun`. */
export function useImportQueue(): ImportRun {
  const [run, setRun] = useKept<Run | null>(localStorage, keptImports.run, null);
  const started = useMay('imports:run') ? (run?.jobs ?? []) : [];
  const dryRun = run?.dryRun ?? false;
  const answers = useJobs(started.map(({ id }) => id));
  const jobs = answers.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const running = jobs.filter(({ state }) => state === 'running');
  const ended = jobs.filter(({ state }) => state !== 'running');

  const begin = useMutation({ mutationFn: ({ plan, dry }: Beginning) => startAll(plan, dry, setRun) });
  const sample = useMutation({
    mutationFn: () => ask<{ job: string }>('POST', '/samples', { body: {} }),
    onSuccess: ({ job: id }) => setRun(() => ({ jobs: [{ id, uploads: [] }], dryRun: false })),
  });
  const cancel = useMutation({
    mutationFn: async () => {
      // The last first, so that none begins when the one before it ends.
      for (const { id } of running.toReversed()) await ask('DELETE', `/jobs/${id}`);
    },
  });
  const isStarting = begin.isPending || sample.isPending;
  const isActive = isStarting || ended.length < started.length;
  useRefreshAfter(isActive, isStarting || running.length > 0);

  // A server that was started anew does not know its jobs any more.
  const lost = started.filter((_, index) => isUnknown(answers[index]?.error)).map(({ id }) => id);
  const lostIds = lost.join(' ');
  useEffect(() => {
    if (lostIds !== '') setRun((now) => without(now, lostIds.split(' ')));
  }, [lostIds, setRun]);

  const forgetProblems = (): void => {
    for (const each of [begin, sample, cancel]) each.reset();
  };
  const errors = [sample.error, cancel.error].filter((error) => error !== null);
  const done = new Set(ended.filter(({ state }) => state === 'done').map(({ id }) => id));
  return {
    running: running[0] ?? null,
    ended,
    dryRun,
    isActive,
    problems: [...(begin.data ?? []), ...errors.flatMap(problemsOf)],
    taken: new Set(dryRun ? [] : started.filter(({ id }) => done.has(id)).flatMap(({ uploads }) => uploads)),
    start: (plan, dry) => {
      forgetProblems();
      begin.mutate({ plan, dry });
    },
    startSample: () => {
      forgetProblems();
      sample.mutate();
    },
    cancel: () => cancel.mutate(),
    forget: () => {
      forgetProblems();
      setRun(() => null);
    },
  };
}

interface Beginning {
  readonly plan: readonly PlannedImport[];
  readonly dry: boolean;
}

/** Gives the server all imports at once; resolves with what stands against those that it refuses. */
async function startAll(
  plan: readonly PlannedImport[],
  dryRun: boolean,
  setRun: (change: () => Run | null) => void,
): Promise<readonly ShownProblem[]> {
  const jobs: StartedJob[] = [];
  const problems: ShownProblem[] = [];
  setRun(() => null);
  for (const { names: _, ...asked } of plan) {
    try {
      const { job: id } = await ask<{ job: string }>('POST', '/imports', {
        body: { ...asked, dryRun },
      });
      jobs.push({ id, uploads: asked.uploads });
      setRun(() => ({ jobs: [...jobs], dryRun }));
    } catch (error) {
      problems.push(...problemsOf(error));
    }
  }
  return problems;
}

/** Asks again for everything shown once imports that went on have ended. */
function useRefreshAfter(isActive: boolean, goesOn: boolean): void {
  const queries = useQueryClient();
  const went = useRef(false);
  useEffect(() => {
    if (goesOn) went.current = true;
    if (isActive || !went.current) return;
    went.current = false;
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'job' });
  }, [isActive, goesOn, queries]);
}

function isUnknown(error: unknown): boolean {
  return error instanceof ApiProblems && error.status === 404;
}

function without(run: Run | null, ids: readonly string[]): Run | null {
  const jobs = (run?.jobs ?? []).filter(({ id }) => !ids.includes(id));
  return run === null || jobs.length === 0 ? null : { ...run, jobs };
}
