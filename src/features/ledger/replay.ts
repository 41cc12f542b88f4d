import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { run } from '../../db/database.ts';
import { inFolderTurn } from '../evaluations/one-at-a-time.ts';
import { again, dropAgain } from './again-tables.ts';
import { customersSince } from './customers-since.ts';
import { decideAgain } from './decide-again.ts';
import { correctionsSql } from './wanted-entries.ts';

export interface Replay {
  /** The days that were decided again; null where there is no ledger of the current standard yet. */
  readonly days: { readonly from: string; readonly to: string } | null;
  readonly customers: number;
  /** Customers and days of whom the register says something else than the ledger. */
  readonly differences: number;
  /** One of them: the customer's number and the day. */
  readonly example: { readonly customer: string; readonly day: string } | null;
}

/**
 * Decides every day of the ledger again, of everybody, by the standards of the days and from nothing but the register, and holds it against the
 * ledger. Changes nothing. What was recorded since the last evaluation and bears an earlier day is told as a difference.
 */
export async function replayLedger(folder: DataFolder): Promise<Replay> {
  return await inFolderTurn(folder, 'replay', async () => {
    const work = await folder.database().separate();
    try {
      const redone = await decideAgain(work, folder.database().reader, customersSince);
      if (redone === null) return { days: null, customers: 0, differences: 0, example: null };
      const { first, state } = redone;
      const differing = correctionsSql(first, state.decided);
      const [found = {}] = await run(
        work,
        sql`select count(*) as n, min(cast(customer_id as text) || ' ' || cast(effective as text)) as example from (${differing}) as differing`,
      );
      const [all = {}] = await run(work, sql`select count(*) as n from ${sql.table(again.people)}`);
      const [customer, on] = found.example == null ? [] : String(found.example).split(' ');
      return {
        days: { from: first, to: state.decided },
        customers: Number(all.n),
        differences: Number(found.n),
        example: customer === undefined || on === undefined ? null : { customer, day: on },
      };
    } finally {
      await dropAgain(work.kysely);
      await work.close();
    }
  });
}
