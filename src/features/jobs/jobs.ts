import { decline } from '../../domain/app-error.ts';
import type { Problem } from '../../domain/problem.ts';
import { type Text, text } from '../../domain/text.ts';
import type { Progress } from '../grade/report.ts';
import { cancelled, isFault, jobProblems } from './job-problems.ts';

export type JobKind = 'import' | 'undo' | 'sample' | 'backtest' | 'simulation' | 'radar' | 'export';

/** Long work of the server: what it does now, how far it is, how it ended. Never changed: every event brings a new one. */
export interface Job {
  readonly id: string;
  readonly kind: JobKind;
  readonly state: 'running' | 'done' | 'failed';
  readonly step: Text | null;
  /** Of the step, 0 to 1; null where nobody knows. */
  readonly fraction: number | null;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly result: unknown;
  readonly problems: readonly Problem[];
}

/** What work is given. */
export interface JobContext {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export interface WorkOrder {
  readonly kind: JobKind;
  /** Jobs wait for those of their own lane alone; without one for all that have none. */
  readonly lane?: 'exports';
  /** Resolves with the job's result. */
  readonly work: (context: JobContext) => Promise<unknown>;
  /** Clears away what the job left for whoever asks, once it is forgotten. */
  readonly forget?: (id: string) => Promise<void>;
}

export interface Jobs {
  /** Starts at once, or when the jobs before it in its lane have ended: there is one at a time. */
  readonly start: (order: WorkOrder) => Job;
  readonly find: (id: string) => Job;
  /** Tells every change until the job ends. Gives the way to stop listening. */
  readonly watch: (id: string, listener: (job: Job) => void) => () => void;
  readonly cancel: (id: string) => void;
  /** Cancels all and resolves when nothing runs any more; nothing can be started afterwards. */
  readonly stopAll: () => Promise<void>;
}

export interface JobsOptions {
  readonly clock: () => number;
  readonly newId: () => string;
  readonly onFault: (error: unknown, what: string) => void;
  /** Jobs that are kept after their end. */
  readonly kept?: number;
}

interface Entry {
  job: Job;
  begun: boolean;
  readonly lane: string;
  readonly abort: AbortController;
  readonly listeners: Set<(job: Job) => void>;
  readonly forget: () => Promise<void>;
}

const KEPT = 100;
const failed = { state: 'failed', step: null, fraction: null } as const;
const queued = text('等待前一个任务结束', 'waiting for the job before to end');

/** A server's jobs, kept in memory: one of a lane runs, others wait, the last ones are remembered. */
export function openJobs({ clock, newId, onFault, kept = KEPT }: JobsOptions): Jobs {
  const entries = new Map<string, Entry>();
  /** The end of the last job of each lane. */
  const lasts = new Map<string, Promise<void>>();
  let stopped = false;

  const change = (entry: Entry, changes: Partial<Job>): void => {
    entry.job = { ...entry.job, ...changes };
    for (const listener of [...entry.listeners]) listener(entry.job);
    if (entry.job.state !== 'running') entry.listeners.clear();
  };
  const forgetOldest = async (): Promise<void> => {
    const ended = [...entries.values()].filter(({ job }) => job.state !== 'running');
    for (const { job, forget } of ended.slice(0, Math.max(0, ended.length - kept))) {
      entries.delete(job.id);
      await forget().catch((error: unknown) => onFault(error, `job ${job.kind}`));
    }
  };
  const run = async (entry: Entry, { kind, work }: WorkOrder): Promise<void> => {
    const { id, state } = entry.job;
    if (state !== 'running') return;
    entry.begun = true;
    const { signal } = entry.abort;
    try {
      const progress = progressOf((changes) => change(entry, changes));
      const result = await work({ id, signal, progress });
      change(entry, { state: 'done', step: null, fraction: 1, result: result ?? null });
    } catch (error) {
      if (isFault(error, signal)) onFault(error, `job ${kind}`);
      change(entry, { ...failed, problems: jobProblems(error, signal) });
    }
    await forgetOldest();
  };
  const cancel = (entry: Entry): void => {
    if (entry.job.state !== 'running') return;
    entry.abort.abort(new Error('cancelled'));
    if (!entry.begun) change(entry, { ...failed, problems: [cancelled] });
  };

  return {
    start: (order) => {
      if (stopped) throw new Error('the server is stopping');
      const id = newId();
      const lane = order.lane ?? '';
      const waits = [...entries.values()].some(
        (entry) => entry.lane === lane && entry.job.state === 'running',
      );
      const job: Job = {
        ...{ id, kind: order.kind, state: 'running', step: waits ? queued : null, fraction: null },
        ...{ startedAt: clock(), result: null, problems: [] },
      };
      const forget = async (): Promise<void> => await order.forget?.(id);
      const entry: Entry = {
        job,
        lane,
        begun: false,
        abort: new AbortController(),
        listeners: new Set(),
        forget,
      };
      entries.set(id, entry);
      const before = lasts.get(lane) ?? Promise.resolve();
      lasts.set(
        lane,
        before.then(async () => await run(entry, order)),
      );
      return job;
    },
    find: (id) => known(entries, id).job,
    watch: (id, listener) => {
      const { listeners, job } = known(entries, id);
      if (job.state === 'running') listeners.add(listener);
      return () => listeners.delete(listener);
    },
    cancel: (id) => cancel(known(entries, id)),
    stopAll: async () => {
      stopped = true;
      for (const entry of entries.values()) cancel(entry);
      await Promise.all(lasts.values());
    },
  };
}

const STEPS = 1000;

/** Fractions come many times a second: only those are told that anybody could see. */
function progressOf(change: (changes: Partial<Job>) => void): Progress {
  let told = -1;
  return {
    step: (step) => {
      told = -1;
      change({ step, fraction: null });
    },
    at: (fraction) => {
      const shown = Math.round(Math.min(1, Math.max(0, fraction)) * STEPS);
      if (shown === told) return;
      told = shown;
      change({ fraction: shown / STEPS });
    },
  };
}

function known(entries: ReadonlyMap<string, Entry>, id: string): Entry {
  const entry = entries.get(id);
  return entry ?? decline('not-found', '没有这个任务，或它已被清除', 'there is no such job any more');
}
