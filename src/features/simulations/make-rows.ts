import { sql } from 'kysely';
import { type Database, type Queryable, run } from '../../db/database.ts';
import { type Day, dayOf } from '../../domain/calendar.ts';
import type { Metric } from '../../domain/metric.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { text } from '../../domain/text.ts';
import { commas } from '../../sql/expression.ts';
import { ruleMetrics, withInputs } from '../../sql/needed.ts';
import { storedColumns } from '../../sql/stored.ts';
import type { Tables } from '../../sql/tables.ts';
import { type Generation, publishedEvaluation } from '../evaluations/generation.ts';
import { gridColumns, keptTables } from '../evaluations/kept-tables.ts';
import type { Progress } from '../grade/report.ts';
import { existingBy } from '../ledger/existing.ts';
import { kept, tiersBegan } from '../ledger/timeline.ts';
import { type GradedTable, gradeAll } from '../tiers/grade-all.ts';
import type { purchasesWithin } from '../tiers/within-window.ts';
import type { WhyAnew } from './why-anew.ts';

export interface Watching {
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export type Purchases = ReturnType<typeof purchasesWithin>;

/** Rows on which drafts of the same metrics can be tried. */
export interface Wanted {
  /** The same for all drafts that need the same rows. */
  readonly key: string;
  readonly draft: Scheme;
  /** Metrics to store beside those of its rules. */
  readonly purchases: Purchases | null;
  readonly published: Generation;
  readonly day: Day;
  /** Without it the tiers of the published evaluation stand beside. */
  readonly anew: WhyAnew | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The rows need not stay for the next draft. */
  readonly once: boolean;
}

export function wantedOf(wanted: Omit<Wanted, 'key'>): Wanted {
  const { draft, purchases, published, day, anew } = wanted;
  const metrics = withInputs(draft, neededIds(draft)).map((metric) => ({ ...metric, name: null }));
  const parts = [String(published.id), day, anew, purchases, metrics];
  const key = JSON.stringify(parts, (_, value) => (typeof value === 'bigint' ? String(value) : value));
  return { ...wanted, key };
}

function neededIds(draft: Scheme): string[] {
  return [...new Set([...ruleMetrics(draft), 'spend'])];
}

/**
 * Makes the rows in one transaction, which sees one state of the data: everybody's metrics by the draft and his tier by the current standard.
 * Of a day gone by those alone who were customers by then.
 */
export async function makeRows(
  work: Database,
  prefix: string,
  wanted: Wanted,
  watching: Watching,
): Promise<Generation> {
  const { published, day, anew } = wanted;
  const graded = await work.kysely.transaction().execute(async (trx) => {
    const db = { kysely: trx, dialect: work.dialect };
    if ((await publishedEvaluation(trx)) !== published.id) throw new Error('another evaluation is published');
    return await makeTable(db, prefix, wanted, watching);
  });
  return { ...published, asOf: day, graded, inLedger: anew === null && published.inLedger };
}

async function makeTable(
  db: Queryable,
  prefix: string,
  wanted: Wanted,
  { signal, progress }: Watching,
): Promise<GradedTable> {
  const { draft, purchases, published, day, anew } = wanted;
  const tables = await tablesOn(db, wanted);
  const grade = async (scheme: Scheme, table: string, ids: string[]): Promise<GradedTable> => {
    signal.throwIfAborted();
    return await gradeAll(db, scheme, day, { table, wanted: ids, keyed: false, from: tables(scheme) });
  };
  progress.step(text('按草案计算指标', 'computing what the draft looks at'));
  progress.at(0);
  const { scheme, ids } = withPurchases(draft, purchases);
  const measured = await grade(scheme, `${prefix}draft`, [...neededIds(draft), ...ids]);
  progress.at(0.5);
  const before =
    anew === null ? published.graded : await grade(published.scheme, `${prefix}current`, ['spend']);
  signal.throwIfAborted();
  progress.at(0.9);
  const table = `${prefix}rows`;
  const facts = anew === null && published.inLedger ? ['tier', 'computed'] : ['tier'];
  const columns = [
    ...facts.map((name) => sql`before.${sql.ref(name)}`),
    ...measured.metrics.flatMap(storedColumns).map(({ name }) => sql`draft.${sql.ref(name)}`),
    ...registered.map((name) => sql`customers.${sql.ref(name)}`),
  ];
  await run(
    db,
    sql`create table ${sql.table(table)} as select draft.customer_id, ${commas(columns)}
      from ${sql.table(measured.table)} as draft
        join ${sql.table(before.table)} as before on before.customer_id = draft.customer_id
        join customers on customers.customer_id = draft.customer_id`,
  );
  for (const made of [measured, ...(anew === null ? [] : [before])]) {
    await run(db, sql`drop table ${sql.table(made.table)}`);
  }
  return { table, metrics: measured.metrics };
}

const registered = gridColumns
  .map(({ name }) => name)
  .filter((name) => name !== 'as_of' && name !== 'graded_at');

/** The register's tables as of a day, with the customers of that day alone where it has gone by. */
async function tablesOn(
  db: Queryable,
  { draft: { timeZone }, day, anew, now }: Wanted,
): Promise<(scheme: Scheme) => Tables> {
  const began = tiersBegan(kept, day);
  if (anew !== 'other-day' || day >= dayOf(now, timeZone)) return (scheme) => keptTables(scheme, { began });
  const only = await existingBy(db.kysely, day, timeZone);
  return (scheme) => ({
    ...keptTables(scheme, { began }),
    customers: keptTables(scheme, { only }).customers,
  });
}

/** The draft with what its benefits are priced by, under ids that no scheme can have. */
function withPurchases(
  draft: Scheme,
  purchases: Purchases | null,
): { readonly scheme: Scheme; readonly ids: string[] } {
  if (purchases === null) return { scheme: draft, ids: [] };
  const added = Object.entries(purchases).map(([id, metric]): [string, Metric] => {
    const own = `a year's ${id}`;
    return [own, { ...metric, id: own }];
  });
  return {
    scheme: { ...draft, metrics: new Map([...draft.metrics, ...added]) },
    ids: added.map(([id]) => id),
  };
}
