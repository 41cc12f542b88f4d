import { type Kysely, sql } from 'kysely';
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
  /** The last day on which something can be done about it. */
  readonly decided: Day;
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
  readonly decided: string;
  readonly spend: bigint;
}

/** Where the rows after one begin. */
export function placeOf({ falls_on, spend, customer }: FallRow): Place {
  return { value: `${falls_on} ${spend}`, number: String(customer) };
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
    await sql<FallRow>`select customer_id as customer, external_id, name, owner, from_tier, to_tier,
      cast(falls_on as text) as falls_on, cast(decided as text) as decided, spend
    from ${falls} as falls where ${later} order by falls.falls_on, falls.spend desc, customer_id limit ${sql.lit(limit)}`.execute(
      db,
    );
  return rows;
}

/** The same for people, with what keeps each. */
export async function withWords(
  db: Parameters<typeof whatKeeps>[0],
  generation: Generation,
  rows: readonly FallRow[],
): Promise<Fall[]> {
  const { scheme } = generation;
  const losers = rows.map(({ customer, from_tier: tier, decided }) => ({
    customer,
    tier,
    decided: day(decided),
  }));
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
      decided: day(row.decided),
    },
    keeps: keeps.get(row.customer) ?? text('', ''),
    spend: Number(moneyText(row.spend, scheme.currency)),
  }));
}
