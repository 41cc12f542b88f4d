import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Condition, subjectsOf } from '../../domain/condition.ts';
import { writeCondition } from '../../domain/lint/write-condition.ts';
import { InputError } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { StoredMetric } from '../../sql/stored.ts';
import type { Visibility } from '../access/authorise.ts';
import type { Seal } from '../contacts/seal.ts';
import { chosenSql } from '../customers/chosen-customers.ts';
import { type CustomerRow, readRows } from '../customers/customer-row.ts';
import { openGrid } from '../customers/grid.ts';
import { type Reading, readCustomers } from '../customers/reading.ts';
import { areStored } from '../simulations/stored-migrations.ts';

/** The visible customers who fall into a trap of a standard. */
export interface Fallen {
  readonly customers: number;
  /** Those with most of what the rule looks at first. */
  readonly shown: readonly CustomerRow[];
  /** The rule by which a list of customers shows them all. */
  readonly filter: Readonly<Record<string, unknown>>;
}

/** Whose customers are looked at, for which standard. */
export interface Looking {
  readonly seal: Seal;
  readonly visibility: Visibility;
  readonly scheme: Scheme;
}

const SHOWN = 5;

/**
 * Counted and listed by the metrics that the last evaluation stored. Null where it stored others, before the first
 * evaluation, and where a rule looks at fields that customers do not have.
 */
export async function fallenCustomers(
  folder: DataFolder,
  looking: Looking,
  rule: Condition,
): Promise<Fallen | null> {
  const { scheme, visibility } = looking;
  const metrics = subjectsOf(rule).flatMap(({ kind, id }) => (kind === 'metric' ? [id] : []));
  return await readCustomers(folder, async (reading) => {
    const { generation, remember } = reading;
    if (generation === null || !areStored(metrics, scheme, generation)) return null;
    const stored = generation.graded.metrics;
    const orderedBy = stored.find(({ metric }) => metric.id === (metrics[0] ?? 'spend'));
    if (orderedBy === undefined) return null;
    const filter = writeCondition(rule);
    return await remember(
      ['fallen', visibility, filter],
      async () => await readFallen(reading, orderedBy, looking, filter),
    );
  });
}

async function readFallen(
  reading: Reading,
  orderedBy: StoredMetric,
  { seal, visibility }: Looking,
  filter: Fallen['filter'],
): Promise<Fallen | null> {
  const grid = openGrid(reading);
  const query = { visibility, filter: JSON.stringify(filter), search: null, externalId: null };
  const chosen = await chosenSql(query, grid, seal, reading).catch(nothingToFilter);
  if (chosen === null) return null;
  const [id, amount] = [grid.column('customer_id'), grid.column(orderedBy.value.name)];
  const { rows } = await sql<{ id: bigint; customers: bigint }>`select ${id} as id,
      count(*) over () as customers from ${grid.from()} where ${chosen}
    order by ${amount} desc nulls last, 1 limit ${sql.lit(SHOWN)}`.execute(reading.db);
  const shown = await readRows(
    reading,
    rows.map((row) => BigInt(row.id)),
  );
  return { customers: Number(rows[0]?.customers ?? 0), shown, filter };
}

/** A field of the draft that no customer has yet. */
function nothingToFilter(error: unknown): null {
  if (error instanceof InputError) return null;
  throw error;
}
