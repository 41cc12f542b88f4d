import { expect, it } from 'vitest';
import { isConflict, isDiskFull } from './engine-errors.ts';

it('a commit for which there is no room is not tried again like one that met another', () => {
  const full = new Error(
    'TransactionContext Error: Failed to commit: Could not write all bytes to file "a.wal": wanted=9 wrote=0. No space left on device',
  );
  const met = new Error('TransactionContext Error: Failed to commit: write-write conflict on key: "5"');
  expect([isDiskFull(full), isConflict(full)]).toEqual([true, false]);
  expect([isDiskFull(met), isConflict(met)]).toEqual([false, true]);
});
