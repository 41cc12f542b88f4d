import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Measurement, Place, SideName } from './measurement.ts';

/** What the bench asks of a side; the answers come in the same order. */
type Request = { readonly ask: 'run' } | { readonly ask: 'result'; readonly file: string };

export interface Answer {
  /** Of one run, without what undoes it. */
  readonly ms: number;
  /** Time of all cores, which tells more than `ms` where others use the machine too. */
  readonly cpuMs: number;
  /** The most memory the process has taken so far. */
  readonly peakRssMb: number;
  readonly error?: string;
}

/** One side of a measurement in a process of its own, so that its memory is its own. */
export interface SideProcess {
  readonly ask: (request: Request) => Promise<Answer>;
  readonly stop: () => void;
}

const MARK = '--side';
const nothing: Answer = { ms: 0, cpuMs: 0, peakRssMb: 0 };

/** Starts a side and waits until it is open. */
export async function startSide(name: string, side: SideName, place: Place): Promise<SideProcess> {
  const child = fork(fileURLToPath(import.meta.url), [MARK, JSON.stringify({ name, side, place })], {
    // What the product leaves behind when it is stopped in the middle goes with the bench's own folder.
    env: { ...process.env, TMPDIR: place.scratch },
  });
  await answer(child);
  return {
    ask: async (request) => {
      child.send(request);
      return await answer(child);
    },
    stop: () => child.kill(),
  };
}

function answer(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`a side ended with ${code}`));
    child.once('exit', ended);
    child.once('message', (message: Answer) => {
      child.off('exit', ended);
      if (message.error === undefined) resolve(message);
      else reject(new Error(message.error));
    });
  });
}

/** Whether this process was started as a side; then it serves until the bench is gone. */
export async function serveIfSide(measurements: readonly Measurement[]): Promise<boolean> {
  const [mark, written] = process.argv.slice(2);
  if (mark !== MARK || written === undefined) return false;
  const { name, side, place } = JSON.parse(written) as { name: string; side: SideName; place: Place };
  const measurement = measurements.find((known) => known.name === name);
  if (measurement === undefined) throw new RangeError(`no measurement: ${name}`);
  const { repeat } = measurement;
  const open = await measurement.sides[side](place).catch(fail);
  if (open === undefined) return true;
  let undone = true;
  const serve = async (request: Request): Promise<Answer> => {
    if (request.ask === 'result') {
      await open.writeResult(request.file);
      return nothing;
    }
    if (!undone) await open.undo();
    undone = false;
    const [started, used] = [performance.now(), process.cpuUsage()];
    for (let run = 0; run < repeat; run++) await open.run();
    const ms = (performance.now() - started) / repeat;
    const { user, system } = process.cpuUsage(used);
    return { ms, cpuMs: (user + system) / 1000 / repeat, peakRssMb: process.resourceUsage().maxRSS / 1024 };
  };
  process.on('message', (request: Request) => {
    serve(request).then((reply) => process.send?.(reply), fail);
  });
  process.on('disconnect', () => process.exit());
  process.send?.(nothing);
  return true;
}

function fail(error: unknown): undefined {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.send?.({ ...nothing, error: reason });
}
