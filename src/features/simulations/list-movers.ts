import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Database, type Queryable, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { and, bigint, type Expression } from '../../sql/expression.ts';
import type { Generation } from '../evaluations/generation.ts';
import { readCustomFields } from '../register/custom-fields.ts';
import { tiersBeside } from '../tiers/what-if.ts';
import { checkComparable } from './comparable.ts';
import { gradeInto, withGeneration } from './simulate.ts';
import { withTables } from './simulation-tables.ts';
import { isStored, storedRows } from './stored-migrations.ts';
import { whyAnew } from './why-anew.ts';

export const moverGroups = ['owner', 'store', 'source'] as const;
export type MoverGroup = (typeof moverGroups)[number];

export interface MoverQuery {
  readonly draft: Scheme;
  /** Null: the day of the published evaluation. */
  readonly asOf: Day | null;
  /** Tier ids: from which of the current standard, to which of the draft; null is any. */
  readonly from: string | null;
  readonly to: string | null;
  /** Whose customers: an empty text is nobody's; null is anybody's. */
  readonly of: Readonly<Partial<Record<MoverGroup, string | null>>>;
  /** By what the movers are counted. */
  readonly by: MoverGroup;
  readonly sort: 'spend' | 'name';
  readonly offset: number;
  readonly limit: number;
  readonly signal: AbortSignal;
}

export interface Mover {
  readonly customerId: string;
  readonly externalId: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly store: string | null;
  readonly source: string | null;
  readonly from: string;
  readonly to: string;
  /** Minor units. */
  readonly spend: bigint;
}

export interface MoverPage {
  readonly total: number;
  readonly movers: readonly Mover[];
  /** The largest groups of all that meet the query, with how many of them and what they spent. */
  readonly groups: readonly {
    readonly value: string | null;
    readonly customers: number;
    readonly spend: bigint;
  }[];
}

const GROUPS = 20;
const shown = ['customer_id', 'external_id', 'name', 'owner', 'store', 'source'];

/** Who would have another tier by a draft, by name; and how many of whose. */
export async function listMovers(folder: DataFolder, query: MoverQuery): Promise<MoverPage> {
  const { draft, asOf } = query;
  return await withGeneration(folder, async (generation) => {
    const { reader, dialect } = folder.database();
    const db = { kysely: reader, dialect };
    checkComparable(draft, generation.scheme, await readCustomFields(reader));
    const day = asOf ?? generation.asOf;
    const anew = await whyAnew(reader, generation, draft, day);
    if (anew === null && (await isStored(db, generation, draft))) {
      const rows = tiersBeside(draft, generation.graded, storedRows(generation, draft), shown);
      return await readMovers(db, generation.scheme, query, rows);
    }
    const work = await folder.database().separate();
    try {
      return await withTables(work, async (prefix) => {
        const rows = await gradedBeside(work, generation, { query, day, isAnew: anew !== null, prefix });
        return await readMovers(work, generation.scheme, query, rows);
      });
    } finally {
      await work.close();
    }
  });
}

interface Beside {
  readonly query: MoverQuery;
  readonly day: Day;
  readonly isAnew: boolean;
  readonly prefix: string;
}

async function gradedBeside(
  work: Database,
  { scheme, graded: stored }: Generation,
  { query: { draft, signal }, day, isAnew, prefix }: Beside,
): Promise<Expression> {
  const graded = await gradeInto(work, draft, day, `${prefix}draft`);
  signal.throwIfAborted();
  const before = isAnew ? await gradeInto(work, scheme, day, `${prefix}current`) : stored;
  signal.throwIfAborted();
  const spend = graded.metrics.find(({ metric }) => metric.id === 'spend')?.value.name ?? '';
  const columns = shown.map((name) => sql`customers.${sql.ref(name)}`);
  return sql`(select before.tier as from_tier, draft.tier as to_tier, draft.${sql.ref(spend)} as spend, ${sql.join(columns)}
    from ${sql.table(graded.table)} as draft
      join ${sql.table(before.table)} as before on before.customer_id = draft.customer_id
      join customers on customers.customer_id = draft.customer_id)`;
}

async function readMovers(
  db: Queryable,
  current: Scheme,
  query: MoverQuery,
  rows: Expression,
): Promise<MoverPage> {
  const { draft, by, sort, offset, limit } = query;
  const from = sql`from ${rows} as compared where ${chosen(current, query)}`;
  const order = sort === 'name' ? sql`name` : sql`coalesce(spend, 0) desc`;
  const page = await run(
    db,
    sql`select *, count(*) over () as of_all ${from}
      order by ${order}, customer_id limit ${sql.lit(limit)} offset ${sql.lit(offset)}`,
  );
  const groups = await run(
    db,
    sql`select ${sql.ref(by)} as value, count(*) as customers, cast(coalesce(sum(spend), 0) as bigint) as spend
      ${from} group by ${sql.ref(by)} order by count(*) desc, ${sql.ref(by)} limit ${sql.lit(GROUPS)}`,
  );
  const textOf = (cell: unknown): string | null =>
    cell === null || cell === undefined ? null : String(cell);
  return {
    total: Number(page[0]?.of_all ?? 0),
    movers: page.map((row) => ({
      customerId: String(row.customer_id),
      externalId: String(row.external_id),
      name: textOf(row.name),
      owner: textOf(row.owner),
      store: textOf(row.store),
      source: textOf(row.source),
      from: current.tiers[Number(row.from_tier)]?.id ?? '',
      to: draft.tiers[Number(row.to_tier)]?.id ?? '',
      spend: BigInt(row.spend ?? 0),
    })),
    groups: groups.map((row) => ({
      value: textOf(row.value),
      customers: Number(row.customers),
      spend: BigInt(row.spend ?? 0),
    })),
  };
}

function chosen(current: Scheme, { draft, from, to, of }: MoverQuery): Expression {
  const stays = current.tiers.flatMap(({ id }, index) => {
    const same = draft.tiers.findIndex((tier) => tier.id === id);
    return same < 0 ? [] : [sql`not (from_tier = ${bigint(index)} and to_tier = ${bigint(same)})`];
  });
  const place = ({ tiers }: Scheme, id: string): Expression =>
    bigint(tiers.findIndex((tier) => tier.id === id));
  const groups = moverGroups.flatMap((group) => {
    const value = of[group] ?? null;
    return value === null ? [] : [sql`coalesce(${sql.ref(group)}, '') = ${value}`];
  });
  return and([
    ...stays,
    ...(from === null ? [] : [sql`from_tier = ${place(current, from)}`]),
    ...(to === null ? [] : [sql`to_tier = ${place(draft, to)}`]),
    ...groups,
  ]);
}
