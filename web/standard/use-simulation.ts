import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.ts';
import type { Job, SimulationView } from '../api/contract.ts';
import { ApiProblems } from '../api/problems.ts';
import type { Draft } from './use-draft.ts';

/** As of which day a draft is tried (null: that of the last evaluation), and what is compared. */
export interface Trial {
  readonly asOf: string | null;
  readonly compare: 'shown' | 'computed';
}

/** Which movers are asked for, of what draft. */
export type MoverRequest = Readonly<Record<string, unknown>>;

export const todaysTrial: Trial = { asOf: null, compare: 'shown' };

/** A trial as requests have it. */
export function trialBody({ asOf, compare }: Trial): object {
  return { compare, ...(asOf === null ? {} : { asOf }) };
}

export interface SimulationRun {
  readonly query: UseQueryResult<SimulationView>;
  /** What has to be computed first; null while nothing is. */
  readonly job: Job | null;
}

/** What a draft would do; where something has to be computed first, how far that is. */
export function useSimulation(draft: Draft, trial: Trial, enabled: boolean): SimulationRun {
  const [job, setJob] = useState<Job | null>(null);
  const query = useQuery({
    queryKey: ['simulation', draft, trial],
    queryFn: async ({ signal }) => {
      const body = { ...draft, ...trialBody(trial), wait: false };
      try {
        for (;;) {
          const answer = await ask<SimulationView | { job: string }>('POST', '/simulations', {
            body,
            signal,
          });
          if (!('job' in answer)) return answer;
          await jobEnd(answer.job, signal, setJob);
        }
      } finally {
        setJob(null);
      }
    },
    enabled,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 10_000,
  });
  return { query, job };
}

const AGAIN_MS = 300;

/** Resolves when a job is done; the next draft of the same metrics needs it too, so nobody cancels it. */
export async function jobEnd(id: string, signal: AbortSignal, tell: (job: Job) => void): Promise<void> {
  for (;;) {
    const job = await ask<Job>('GET', `/jobs/${id}`, { signal });
    if (job.state === 'done') return;
    if (job.state === 'failed') throw new ApiProblems(422, job.problems, null);
    tell(job);
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    signal.throwIfAborted();
  }
}
