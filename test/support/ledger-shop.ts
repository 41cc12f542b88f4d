import { sql } from 'kysely';
import { expect } from 'vitest';
import { currentGeneration } from '../../src/features/evaluations/generation.ts';
import { regrade } from '../../src/features/evaluations/grade-touched.ts';
import { recordedSoFar, touchedSince } from '../../src/features/evaluations/touched.ts';
import { replayLedger } from '../../src/features/ledger/replay.ts';
import { check, holds } from '../../src/features/verify/check.ts';
import { ledgerRules } from '../../src/features/verify/ledger-rules.ts';
import { type Bought, recordBought } from './record-bought.ts';
import type { Shop } from './shop-folder.ts';

/** Records orders and grades those they touch, in one transaction, as the API does. */
export async function buy({ folder, clock }: Shop, ...bought: readonly Bought[]): Promise<void> {
  await folder.writer.write(async (trx) => {
    const before = await recordedSoFar(trx);
    await recordBought(trx, clock.now, bought);
    const { rows } = await sql<{
      id: bigint;
    }>`select customer_id as id from customers where ${touchedSince(before)}`.execute(trx);
    const ids = rows.map(({ id }) => id);
    await regrade(trx, folder.database().dialect, ids, clock.now, await currentGeneration(trx));
  });
}

/** The positions of the tiers that lists show, by external ids. */
export async function shownTiers({ folder }: Shop): Promise<Record<string, bigint>> {
  const generation = await currentGeneration(folder.database().reader);
  const { rows } = await sql<{
    id: string;
    tier: bigint;
  }>`select external_id as id, tier from ${sql.table(generation?.graded.table ?? '')}`.execute(
    folder.database().reader,
  );
  return Object.fromEntries(rows.map(({ id, tier }) => [id, tier]));
}

/** Every rule of the ledger holds over something, and deciding all of it again finds nothing else. */
export async function expectSoundLedger({ folder }: Shop): Promise<void> {
  for (const rule of ledgerRules) {
    const checked = await check(folder.database().reader, rule);
    expect([rule.id, holds(checked), checked.example, checked.looked > 0]).toEqual([
      rule.id,
      true,
      null,
      true,
    ]);
  }
  expect(await replayLedger(folder)).toMatchObject({ differences: 0 });
}
