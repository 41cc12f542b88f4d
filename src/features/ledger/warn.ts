import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Database, run } from '../../db/database.ts';
import { type Day, day } from '../../domain/calendar.ts';
import { bigint, date } from '../../sql/expression.ts';
import { prospectsSql, warningsSql } from '../../sql/lifecycle-warnings.ts';
import { gradedRows, type Regraded } from '../evaluations/grade-touched.ts';
import { keptTables } from '../evaluations/kept-tables.ts';
import { predictTouched } from '../evaluations/predict-touched.ts';
import { momentSql, nextNumber } from '../register/recording.ts';
import { dropTable } from './decide-day.ts';
import { tierIdSql } from './shown-tier.ts';
import { kept, tiersBegan } from './timeline.ts';

const PROSPECTS = 'warn_prospects';
const FACTS = 'warn_facts';
const WARNINGS = 'warn_warnings';

/**
 * Warns, at the end of the ledger's last day, of downgrades that come if nothing more happens: notes for whom and for which
 * day beside what he holds, and as a row of its own. Facts of days to come are computed on what is known now, for those in question alone. Gives how many are warned.
 * `at` is in milliseconds since 1970.
 */
export async function warnOfDowngrades(
  folder: DataFolder,
  work: Database,
  generation: Regraded,
  at: number,
): Promise<number> {
  const { scheme, asOf } = generation;
  const prospects = prospectsSql(scheme.policy, asOf, sql.table('held'));
  if (prospects === null) return 0;
  await drop(work);
  try {
    await run(work, sql`create table ${sql.table(PROSPECTS)} as ${prospects}`);
    const days = await run(work, sql`select distinct as_of from ${sql.table(PROSPECTS)} order by as_of`);
    await run(
      work,
      sql`create table ${sql.table(FACTS)} (customer_id bigint not null, tier bigint not null, holds text not null)`,
    );
    for (const { as_of } of days) await addFacts(work, generation, day(String(as_of)));
    const facts = sql.table(FACTS);
    const found = { day: asOf, held: sql.table('held'), prospects: sql.table(PROSPECTS), facts };
    await run(work, sql`create table ${sql.table(WARNINGS)} as ${warningsSql(found)}`);
    const [row = {}] = await run(
      work,
      sql`select count(*) filter (where warning is not null) as n from ${sql.table(WARNINGS)}`,
    );
    await folder.writer.write(async (trx) => {
      await sql`update held set warned_for = w.warned_for from ${sql.table(WARNINGS)} as w
        where w.customer_id = held.customer_id and w.warned_for is distinct from held.warned_for`.execute(
        trx,
      );
      if (Number(row.n) > 0) await noteWarnings(trx, generation, at);
    });
    return Number(row.n);
  } finally {
    await drop(work);
  }
}

async function noteWarnings(trx: Kysely<unknown>, { scheme, asOf }: Regraded, at: number): Promise<void> {
  const id = await nextNumber(trx, 'downgrade_warnings', 'warning_id');
  const falls = sql`coalesce(downgrade_to, ${scheme.policy.steps === 'one' ? sql`held - 1` : sql`kept`})`;
  await sql`insert into downgrade_warnings select ${bigint(id)}, customer_id, ${date(asOf)}, warning,
      ${tierIdSql(scheme, sql`held`)}, ${tierIdSql(scheme, falls)}, ${momentSql(at)}
    from ${sql.table(WARNINGS)} where warning is not null order by customer_id`.execute(trx);
}

async function addFacts(work: Database, generation: Regraded, asOf: Day): Promise<void> {
  const only = sql`customer_id in (select customer_id from ${sql.table(PROSPECTS)} where as_of = ${date(asOf)})`;
  const tables = keptTables(generation.scheme, {
    ...{ only, grading: { asOf, at: 0 }, began: tiersBegan(kept, asOf) },
  });
  const onDay = { ...generation, asOf };
  const { predictions } = await predictTouched(work, onDay, tables);
  const { rows } = gradedRows(work, onDay, tables, { predictions });
  await run(
    work,
    sql`insert into ${sql.table(FACTS)} select customer_id, computed, holds from (${rows}) as graded`,
  );
}

async function drop({ kysely }: Database): Promise<void> {
  for (const table of [PROSPECTS, FACTS, WARNINGS]) await dropTable(kysely, table);
}
