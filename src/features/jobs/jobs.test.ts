import { describe, expect, it } from 'vitest';
import { refuse } from '../../domain/problem.ts';
import { text } from '../../domain/text.ts';
import { type Job, type Jobs, openJobs } from './jobs.ts';

function open(kept?: number): { jobs: Jobs; faults: unknown[] } {
  const faults: unknown[] = [];
  let last = 0;
  const options = {
    clock: () => 0,
    newId: () => `job${++last}`,
    onFault: (error: unknown) => faults.push(error),
  };
  return { jobs: openJobs(kept === undefined ? options : { ...options, kept }), faults };
}

/** All that a job tells until it has ended. */
async function ended(jobs: Jobs, id: string): Promise<readonly Job[]> {
  return await new Promise((resolve) => {
    const told: Job[] = [jobs.find(id)];
    const hear = (job: Job): void => {
      told.push(job);
      if (job.state !== 'running') resolve(told);
    };
    if (jobs.find(id).state === 'running') jobs.watch(id, hear);
    else resolve(told);
  });
}

describe('jobs', () => {
  it('tell every step, how far it is, and the result', async () => {
    const { jobs, faults } = open();
    const { id } = jobs.start({
      kind: 'import',
      work: async ({ progress }) => {
        progress.step(text('读', 'reading'));
        for (const fraction of [0.25, 0.2501, 0.5, 2]) progress.at(fraction);
        return { rows: 3 };
      },
    });
    const told = await ended(jobs, id);
    expect(told.map(({ state, step, fraction }) => [state, step?.en ?? null, fraction])).toEqual([
      ['running', null, null],
      ['running', 'reading', null],
      ['running', 'reading', 0.25],
      ['running', 'reading', 0.5],
      ['running', 'reading', 1],
      ['done', null, 1],
    ]);
    expect(jobs.find(id)).toMatchObject({ state: 'done', result: { rows: 3 }, problems: [] });
    expect(faults).toEqual([]);
  });

  it('fail with the problems of wrong input, and with a fault of ours that shows nothing of itself', async () => {
    const { jobs, faults } = open();
    const wrong = jobs.start({ kind: 'import', work: async () => refuse('bad', 'row 3', '错', 'wrong') });
    const broken = jobs.start({ kind: 'import', work: async () => Promise.reject(new Error('secret path')) });
    await ended(jobs, broken.id);
    expect(jobs.find(wrong.id)).toMatchObject({
      state: 'failed',
      problems: [{ code: 'bad', path: 'row 3' }],
    });
    expect(jobs.find(broken.id).problems.map(({ code }) => code)).toEqual(['fault']);
    expect(JSON.stringify(jobs.find(broken.id))).not.toContain('secret');
    expect(faults).toHaveLength(1);
  });

  it('run one after the other, and those that wait can be cancelled at once', async () => {
    const { jobs } = open();
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const ran: string[] = [];
    const first = jobs.start({ kind: 'import', work: async () => gate.then(() => ran.push('first')) });
    const second = jobs.start({ kind: 'import', work: async () => ran.push('second') });
    const third = jobs.start({ kind: 'import', work: async () => ran.push('third') });
    expect(third.step?.en).toMatch(/waiting/);
    await jobs.cancel(second.id);
    expect(jobs.find(second.id)).toMatchObject({ state: 'failed', problems: [{ code: 'cancelled' }] });
    expect(ran).toEqual([]);
    release();
    await ended(jobs, third.id);
    expect(ran).toEqual(['first', 'third']);
    expect(jobs.find(first.id).state).toBe('done');
  });

  it('hear of their cancellation and are no fault then', async () => {
    const { jobs, faults } = open();
    const { id } = jobs.start({
      kind: 'import',
      work: async ({ signal }) =>
        await new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped in the middle')));
        }),
    });
    await Promise.resolve();
    await jobs.cancel(id);
    await ended(jobs, id);
    expect(jobs.find(id)).toMatchObject({ state: 'failed', problems: [{ code: 'cancelled' }] });
    expect(faults).toEqual([]);
  });

  it('are forgotten when many came after them, with what they left', async () => {
    const { jobs } = open(2);
    const forgotten: string[] = [];
    const start = (): Job =>
      jobs.start({ kind: 'import', work: async () => null, forget: async (id) => void forgotten.push(id) });
    const all = [start(), start(), start(), start()];
    for (const { id } of all.slice(2)) await ended(jobs, id);
    await jobs.stopAll();
    expect(forgotten).toEqual(['job1', 'job2']);
    expect(() => jobs.find('job1')).toThrow(/no such job/);
    expect(jobs.find('job4').state).toBe('done');
  });

  it('that are to go on later are broken off with the server, and nobody hears of an end', async () => {
    const { jobs, faults } = open();
    const told: string[] = [];
    const start = (name: string): Job =>
      jobs.start({
        ...{ kind: 'import', id: name, startedAt: 7, goesOn: true },
        work: async ({ signal }) =>
          await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
        onCancel: async () => void told.push(`${name} cancelled`),
        onEnd: async () => void told.push(`${name} ended`),
      });
    const [first, second, third] = [start('first'), start('second'), start('third')];
    jobs.watch(
      'second',
      (job) => told.push(`second ${job.state}`),
      () => told.push('second paused'),
    );
    await jobs.cancel('first');
    await jobs.cancel('third');
    await jobs.stopAll();
    expect(told).toEqual([
      'first cancelled',
      'third cancelled',
      'first ended',
      'second paused',
      'third ended',
    ]);
    expect([first, second, third].map(({ id }) => jobs.find(id).state)).toEqual([
      'failed',
      'running',
      'failed',
    ]);
    expect(jobs.find('second').startedAt).toBe(7);
    expect(faults).toEqual([]);
  });

  it('all end when the server stops, and none begins afterwards', async () => {
    const { jobs } = open();
    const work = async ({ signal }: { signal: AbortSignal }): Promise<unknown> =>
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const [first, second] = [jobs.start({ kind: 'import', work }), jobs.start({ kind: 'import', work })];
    await Promise.resolve();
    await jobs.stopAll();
    expect([first, second].map(({ id }) => jobs.find(id).state)).toEqual(['failed', 'failed']);
    expect(() => jobs.start({ kind: 'import', work })).toThrow(/stopping/);
  });
});
