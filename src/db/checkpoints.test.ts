import { expect, it } from 'vitest';
import { openCheckpoints } from './checkpoints.ts';

/** A log of which every commit takes as many bytes. */
function logOf(bytesEach: number) {
  const log = { size: 0, taken: 0, refuses: false, told: [] as unknown[] };
  const checkpoints = openCheckpoints(
    {
      bytes: () => log.size,
      takeOver: async () => {
        if (log.refuses) throw new Error('others write');
        log.taken++;
        log.size = 0;
      },
    },
    { refused: async (error) => void log.told.push(error), rested: () => undefined },
  );
  const commit = async (times: number): Promise<number> => {
    for (let time = 0; time < times; time++) {
      log.size += bytesEach;
      checkpoints.committed();
      await checkpoints.takeOverIfDue();
    }
    return log.taken;
  };
  return { log, commit };
}

it('a log is taken over after so many commits, and no sooner', async () => {
  const { commit } = logOf(10);
  expect(await commit(999)).toBe(0);
  expect(await commit(1)).toBe(1);
  expect(await commit(2999)).toBe(3);
});

it('a log is taken over when it has become large', async () => {
  const { commit } = logOf(10_000_000);
  expect(await commit(6)).toBe(0);
  expect(await commit(1)).toBe(1);
});

it('a log that could not be taken over is tried again after as many commits, and the reason told', async () => {
  const { log, commit } = logOf(10_000_000);
  log.refuses = true;
  await commit(500);
  expect(log.told).toEqual([new Error('others write')]);
  log.refuses = false;
  expect(await commit(506)).toBe(0);
  expect(await commit(1)).toBe(1);
});
