import { sql } from 'kysely';
import { type Database, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import type { RankedGroup } from '../../domain/concentration.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { type GradedTable, gradeAll } from '../tiers/grade-all.ts';
import { withinWindow } from '../tiers/within-window.ts';
import { storedColumn } from './count-moves.ts';
import { tablesKnownBy } from './known-customers.ts';
import { perfectSpread } from './perfect-spread.ts';

/** What the customers graded as of a day spent in the quarter after it. */
export interface Foretold {
  readonly from: Day;
  readonly to: Day;
  /** Of each tier, lowest first. */
  readonly tiers: readonly RankedGroup[];
  /** The `spread` of the perfect ranking, by what each customer spent. */
  readonly perfect: bigint;
}

interface Quarter {
  readonly from: Day;
  readonly to: Day;
  /** The table of customers' first days. */
  readonly known: string;
  readonly day: Day;
  readonly graded: GradedTable;
}

/** Holds tiers against the counted spend of a later quarter, as it stood at its end. */
export async function foretell(
  work: Database,
  draft: Scheme,
  { from, to, known, day, graded }: Quarter,
): Promise<Foretold> {
  const table = `${graded.table}_next`;
  const tables = tablesKnownBy(draft, known, day);
  const options = { table, wanted: ['spend'], keyed: false, from: tables };
  const scheme = withinWindow(draft, { kind: 'fixed', from, to });
  const spent = await gradeAll(work, scheme, to, options);
  const amount = sql.ref(`later.${storedColumn(spent, 'spend')}`);
  const rows = await run(
    work,
    sql`select tier, count(*) as customers, cast(sum(amount) as bigint) as spent
      from (select graded.tier as tier, ${amount} as amount from ${sql.table(graded.table)} as graded
        join ${sql.table(table)} as later on later.customer_id = graded.customer_id) as both_days group by tier`,
  );
  const perfect = await perfectSpread(work, amount, sql`${sql.table(table)} as later`);
  await run(work, sql`drop table ${sql.table(table)}`);
  const byTier = new Map(rows.map((row) => [Number(row.tier), row]));
  const tiers = draft.tiers.map((_, tier) => ({
    customers: BigInt(byTier.get(tier)?.customers ?? 0),
    spent: BigInt(byTier.get(tier)?.spent ?? 0),
  }));
  return { from, to, tiers, perfect };
}
