import { type Kysely, sql } from 'kysely';
import type { Queryable } from '../../db/database.ts';
import { type Day, day } from '../../domain/calendar.ts';
import { moneyText } from '../../domain/currency.ts';
import { type Text, text } from '../../domain/text.ts';
import { bigint, date, type Expression } from '../../sql/expression.ts';
import type { Place } from '../customers/cursor.ts';
import type { Generation } from '../evaluations/generation.ts';
import type { TierName } from '../ledger/read-ledger.ts';
import { whatKeeps } from './what-keeps.ts';

/** Somebody who falls if nothing more is bought. */
export interface Fall {
  readonly customer: bigint;
  readonly externalId: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly from: TierName;
  readonly to: TierName;
  readonly fallsOn: Day;
  /** The last day on which something can be done about it; null where something that was set by hand ends, or begins, then. */
  readonly decided: Day | null;
  /** What is missing on that day until the tier is kept; empty where nobody can say. */
  readonly keeps: Text;
  /** Counted spend of the twelve months up to the look, in major units. */
  readonly spend: number;
}

export interface FallRow {
  readonly customer: bigint;
  readonly external_id: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly from_tier: string;
  readonly to_tier: string;
  readonly falls_on: string;
  readonly decided: string | null;
  readonly spend: bigint;
}

/** Where the rows after one begin. */
export function placeOf({ falls_on, spend, customer }: FallRow): Place {
  return { value: `${falls_on} ${spend}`, number: String(customer) };
}

/** What is read of a fall, in the order of a `FallRow`. */
const columns = sql`customer_id as customer, external_id, name, owner, from_tier, to_tier,
  cast(falls_on as text) as falls_on, cast(decided as text) as decided, spend`;
const order = sql`falls.falls_on, falls.spend desc, customer_id`;

/** All of them, the earliest first; for streams, whose rows `fallRow` reads. */
export function allFallsSql(falls: Expression): Expression {
  return sql`select ${columns} from ${falls} as falls order by ${order}`;
}

export function fallRow(cells: readonly unknown[]): FallRow {
  const [customer, external_id, name, owner, from_tier, to_tier, falls_on, decided, spend] = cells;
  return { customer, external_id, name, owner, from_tier, to_tier, falls_on, decided, spend } as FallRow;
}

/** The falls after a place, as many as are wanted. */
export async function readFalls(
  db: Kysely<unknown>,
  falls: Expression,
  after: Place | null,
  limit: number,
): Promise<FallRow[]> {
  const [on = '', spend = '0'] = after?.value?.split(' ') ?? [];
  const later =
    after === null
      ? sql`true`
      : sql`(falls_on > ${date(day(on))} or (falls_on = ${date(day(on))} and (spend < ${bigint(BigInt(spend))}
          or (spend = ${bigint(BigInt(spend))} and customer_id > ${bigint(BigInt(after.number))}))))`;
  const { rows } =
    await sql<FallRow>`select ${columns} from ${falls} as falls where ${later} order by ${order} limit ${sql.lit(limit)}`.execute(
      db,
    );
  return rows;
}

/** The same for people, with what keeps each. */
export async function withWords(
  db: Queryable,
  generation: Generation,
  rows: readonly FallRow[],
): Promise<Fall[]> {
  const { scheme } = generation;
  const losers = rows.flatMap(({ customer, from_tier: tier, decided }) =>
    decided === null ? [] : [{ customer, tier, decided: day(decided) }],
  );
  const keeps = await whatKeeps(db, generation, losers);
  const named = (id: string): TierName => ({
    id,
    name: scheme.tiers.find((tier) => tier.id === id)?.name ?? text(id, id),
  });
  return rows.map((row) => ({
    ...{ customer: row.customer, externalId: row.external_id, name: row.name, owner: row.owner },
    ...{
      from: named(row.from_tier),
      to: named(row.to_tier),
      fallsOn: day(row.falls_on),
      decided: row.decided === null ? null : day(row.decided),
    },
    keeps: keeps.get(row.customer) ?? text('', ''),
    spend: Number(moneyText(row.spend, scheme.currency)),
  }));
}
