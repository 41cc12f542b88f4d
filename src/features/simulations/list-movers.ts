import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { run } from '../../db/database.ts';
import { besideOn, type Comparison, type Further } from './beside.ts';
import { chosenMovers, type MoverChoice, type MoverGroup, moverOrder } from './chosen-movers.ts';
import { type Ground, onGround, type Tried } from './ground.ts';
import type { Watching } from './make-rows.ts';

export interface MoverQuery extends Tried, MoverChoice {
  readonly comparison: Comparison;
  /** By what the movers are counted. */
  readonly by: MoverGroup;
  readonly offset: number;
  readonly limit: number;
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

/** What a list of movers shows of each. */
export const moverColumns: readonly Further[] = ['external_id', 'name', 'owner', 'store', 'source'].map(
  (name) => [name, name],
);

/** Who would have another tier by a draft, by name; and how many of whose. */
export async function listMovers(
  folder: DataFolder,
  query: MoverQuery,
  watching: Watching,
): Promise<MoverPage> {
  return await onGround(folder, query, watching, async (ground) => await readMovers(ground, query));
}

async function readMovers(ground: Ground, query: MoverQuery): Promise<MoverPage> {
  const { db, published } = ground;
  const { draft, comparison, by, sort, offset, limit } = query;
  const rows = await besideOn(ground, draft, comparison, moverColumns);
  const from = sql`from ${rows} as compared where ${chosenMovers(ground, draft, query)}`;
  const page = await run(
    db,
    sql`select *, count(*) over () as of_all ${from}
      order by ${moverOrder(sort, 'compared')}, customer_id limit ${sql.lit(limit)} offset ${sql.lit(offset)}`,
  );
  // Past the end there is no row to say how many there are.
  const [counted] = page.length > 0 ? page : await run(db, sql`select count(*) as of_all ${from}`);
  const groups = await run(
    db,
    sql`select ${sql.ref(by)} as value, count(*) as customers, cast(coalesce(sum(spend), 0) as bigint) as spend
      ${from} group by ${sql.ref(by)} order by count(*) desc, ${sql.ref(by)} limit ${sql.lit(GROUPS)}`,
  );
  const textOf = (cell: unknown): string | null =>
    cell === null || cell === undefined ? null : String(cell);
  return {
    total: Number(counted?.of_all ?? 0),
    movers: page.map((row) => ({
      customerId: String(row.customer_id),
      externalId: String(row.external_id),
      name: textOf(row.name),
      owner: textOf(row.owner),
      store: textOf(row.store),
      source: textOf(row.source),
      from: published.scheme.tiers[Number(row.from_tier)]?.id ?? '',
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
