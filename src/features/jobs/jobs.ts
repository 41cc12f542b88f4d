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
  /** Who asked for it, where they may follow it without seeing everybody's customers; else null. */
  readonly author: string | null;
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
  /** Of resumable work, which was given one before; others get a new one. */
  readonly id?: string;
  /** When it was asked for, where that was in an earlier life of the server. Milliseconds since 1970. */
  readonly startedAt?: number;
  /** As `authorName` writes it: who may follow it, too. */
  readonly author?: string;
  /** Broken off when the server stops, it is to go on when it is started again. */
  readonly goesOn?: boolean;
  /** Before it is broken off as nobody wants it any more. */
  readonly onCancel?: () => Promise<void>;
  /** When it has ended, in whatever way, but to go on later; before anybody hears of it. */
  readonly onEnd?: () => Promise<void>;
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
  /** Tells every change until the job ends, or that the server stops and it is to go on later. Gives the way to stop listening. */
  readonly watch: (id: string, listener: (job: Job) => void, onPause?: () => void) => () => void;
  readonly cancel: (id: string) => Promise<void>;
  /** Cancels all but what is to go on later, and resolves when nothing runs any more; nothing can be started afterwards. */
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
  readonly listeners: Map<(job: Job) => void, () => void>;
  readonly order: WorkOrder;
}

/** Why work that is to go on later is broken off. */
class ServerStops extends Error {
  override readonly name = 'ServerStops';
}

/** Whether work was broken off to go on when the server is started again. */
export function isPaused({ reason }: AbortSignal): boolean {
  return reason instanceof ServerStops;
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
    for (const listener of [...entry.listeners.keys()]) listener(entry.job);
    if (entry.job.state !== 'running') entry.listeners.clear();
  };
  const forgetOldest = async (): Promise<void> => {
    const ended = [...entries.values()].filter(({ job }) => job.state !== 'running');
    for (const { job, order } of ended.slice(0, Math.max(0, ended.length - kept))) {
      entries.delete(job.id);
      await order.forget?.(job.id).catch((error: unknown) => onFault(error, `job ${job.kind}`));
    }
  };
  const outcomeOf = async (entry: Entry): Promise<Partial<Job>> => {
    const { job, order, abort } = entry;
    const { signal } = abort;
    try {
      signal.throwIfAborted();
      entry.begun = true;
      const progress = progressOf((changes) => change(entry, changes));
      const result = await order.work({ id: job.id, signal, progress });
      return { state: 'done', step: null, fraction: 1, result: result ?? null };
    } catch (error) {
      if (isFault(error, signal)) onFault(error, `job ${order.kind}`);
      return { ...failed, problems: jobProblems(error, signal) };
    }
  };
  const run = async (entry: Entry): Promise<void> => {
    const { job, order, abort } = entry;
    const outcome = await outcomeOf(entry);
    if (outcome.state === 'failed' && isPaused(abort.signal)) {
      for (const onPause of [...entry.listeners.values()]) onPause();
      return;
    }
    await order.onEnd?.().catch((error: unknown) => onFault(error, `job ${job.kind}`));
    if (entry.job.state === 'running') change(entry, outcome);
    await forgetOldest();
  };
  const cancel = (entry: Entry, reason = new Error('cancelled')): void => {
    if (entry.job.state !== 'running') return;
    entry.abort.abort(reason);
    if (!entry.begun && !isPaused(entry.abort.signal)) change(entry, { ...failed, problems: [cancelled] });
  };

  return {
    start: (order) => {
      if (stopped) throw new Error('the server is stopping');
      const id = order.id ?? newId();
      const lane = order.lane ?? '';
      const waits = [...entries.values()].some(
        (entry) => entry.lane === lane && entry.job.state === 'running',
      );
      const job: Job = {
        ...{ id, kind: order.kind, state: 'running', step: waits ? queued : null, fraction: null },
        ...{
          startedAt: order.startedAt ?? clock(),
          author: order.author ?? null,
          result: null,
          problems: [],
        },
      };
      const entry: Entry = {
        job,
        lane,
        begun: false,
        abort: new AbortController(),
        listeners: new Map(),
        order,
      };
      entries.set(id, entry);
      const before = lasts.get(lane) ?? Promise.resolve();
      lasts.set(
        lane,
        before.then(async () => await run(entry)),
      );
      return job;
    },
    find: (id) => known(entries, id).job,
    watch: (id, listener, onPause = () => undefined) => {
      const { listeners, job } = known(entries, id);
      if (job.state === 'running') listeners.set(listener, onPause);
      return () => listeners.delete(listener);
    },
    cancel: async (id) => {
      const entry = known(entries, id);
      if (entry.job.state !== 'running') return;
      // First, so that it does not go on when the server ends before the work does.
      await entry.order.onCancel?.();
      cancel(entry);
    },
    stopAll: async () => {
      stopped = true;
      for (const entry of entries.values()) {
        cancel(entry, entry.order.goesOn ? new ServerStops('the server stops') : undefined);
      }
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
