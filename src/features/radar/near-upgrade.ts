import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Row, run } from '../../db/database.ts';
import { moneyText } from '../../domain/currency.ts';
import { missingFor } from '../../domain/describe/missing.ts';
import type { Text } from '../../domain/text.ts';
import { closenessSql } from '../../sql/closeness.ts';
import type { Operandum } from '../../sql/condition.ts';
import { and, as, bigint, commas, type Expression, literalText } from '../../sql/expression.ts';
import { ruleFields } from '../../sql/needed.ts';
import type { Visibility } from '../access/authorise.ts';
import type { Seal } from '../contacts/seal.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import { readCursor, writeCursor } from '../customers/cursor.ts';
import { readCustomers } from '../customers/reading.ts';
import type { Generation } from '../evaluations/generation.ts';
import type { TierName } from '../ledger/read-ledger.ts';
import { fieldValue, valueColumns, valuesIn } from './customer-values.ts';

export interface NearRequest {
  readonly visibility: Visibility;
  /** The tier they are close to. */
  readonly tier: string | null;
  readonly owner: string | null;
  /** From which share of the way on, in thousandths. */
  readonly from: number;
  readonly limit: number;
  /** The cursor that the page before gave. */
  readonly after: string | null;
}

/** Somebody who has most of what the tier above asks for. */
export interface NearUpgrade {
  readonly customer: bigint;
  readonly externalId: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly tier: TierName;
  readonly next: TierName;
  /** Of the way, 0 to 1: see `closenessSql`. */
  readonly closeness: number;
  readonly missing: Text;
  /** Over the lifetime, in major units. */
  readonly spend: number;
}

export interface NearPage {
  /** By the tier they are close to, the highest first, whatever tier is asked for. */
  readonly tiers: readonly { readonly tier: TierName; readonly customers: number }[];
  /** Whose customers they are, whatever owner is asked for. */
  readonly owners: readonly string[];
  /** The closest first. */
  readonly customers: readonly NearUpgrade[];
  readonly next: string | null;
}

/** Who is close to the next tier, and by how much (R023), by what the evaluation that is shown stores. */
export async function nearUpgrades(folder: DataFolder, seal: Seal, request: NearRequest): Promise<NearPage> {
  return await readCustomers(folder, async (reading) => {
    const { generation, dialect } = reading;
    if (generation === null) return { tiers: [], owners: [], customers: [], next: null };
    const db = { kysely: reading.db, dialect };
    const { visibility, tier, owner, from, limit, after } = request;
    const near = nearSql(generation, request);
    const counted = await run(
      db,
      sql`select next_tier, count(*) as n from ${near} as near group by next_tier`,
    );
    const owners = await run(
      db,
      sql`select distinct owner from ${nearSql(generation, { ...request, owner: null })} as near where owner is not null order by owner`,
    );
    const query = ['near', from, tier, owner, 'all' in visibility ? null : visibility.owner];
    const place = after === null ? null : readCursor(after, query, seal);
    const position = generation.scheme.tiers.findIndex(({ id }) => id === tier);
    const chosen = and([
      tier === null ? sql`true` : sql`next_tier = ${bigint(position)}`,
      place === null ? sql`true` : afterSql(BigInt(place.value ?? '0'), BigInt(place.number)),
    ]);
    const rows = await run(
      db,
      sql`select * from ${near} as near where ${chosen} order by near.closeness desc, customer_id limit ${sql.lit(limit + 1)}`,
    );
    const listed = rows.slice(0, limit);
    const last = rows.length > limit ? listed.at(-1) : undefined;
    const numbers = new Map(counted.map((row) => [Number(row.next_tier), Number(row.n)]));
    return {
      tiers: generation.scheme.tiers
        .map(({ id, name }, at) => ({ tier: { id, name }, customers: numbers.get(at) ?? 0 }))
        .filter(({ customers }) => customers > 0)
        .toReversed(),
      owners: owners.map((row) => String(row.owner)),
      customers: listed.map((row) => nearUpgrade(generation, row)),
      next: last
        ? writeCursor({ value: String(last.closeness), number: String(last.customer_id) }, query, seal)
        : null,
    };
  });
}

function afterSql(closeness: bigint, customer: bigint): Expression {
  return sql`(near.closeness < ${bigint(closeness)} or (near.closeness = ${bigint(closeness)} and customer_id > ${bigint(customer)}))`;
}

/** Everybody close enough to the tier above the one shown, with what rules look at; `closeness` in thousandths. */
function nearSql({ scheme, graded }: Generation, { visibility, owner, from }: NearRequest): Expression {
  const columnOf = ({ kind, id }: { kind: string; id: string }): Operandum => {
    if (kind !== 'metric') return { value: fieldValue(scheme, id) };
    const stored = graded.metrics.find(({ metric }) => metric.id === id);
    if (stored === undefined) throw new RangeError(`not stored: ${id}`);
    const { value, den } = stored;
    return { value: sql.ref(`g.${value.name}`), ...(den && { den: sql.ref(`g.${den.name}`) }) };
  };
  const cases = scheme.tiers.flatMap(({ when }, at) =>
    when === null ? [] : [sql`when ${bigint(at - 1)} then ${closenessSql(when, columnOf)}`],
  );
  // Of one tier alone nobody is close to another.
  const share = cases.length === 0 ? sql`0` : sql`case g.tier ${sql.join(cases, sql` `)} else 0 end`;
  const columns = ['customer_id', 'external_id', 'name', 'owner', 'tier'].map((name) => sql.ref(`g.${name}`));
  const joined =
    ruleFields(scheme).length === 0 ? sql`` : sql` join customers on customers.customer_id = g.customer_id`;
  return sql`(select * from (select ${commas([
    ...columns,
    as(sql`g.tier + 1`, 'next_tier'),
    as(sql`cast(floor(1000 * ${share}) as bigint)`, 'closeness'),
    ...valueColumns(scheme, graded.metrics, 'g'),
  ])} from ${sql.table(graded.table)} as g${joined}
      where ${and([
        sql`g.computed <= g.tier`,
        visibleTo(visibility, sql`g.owner`) ?? sql`true`,
        ...(owner === null ? [] : [sql`g.owner = ${literalText(owner)}`]),
      ])}) as everybody
    where closeness >= ${bigint(from)} and closeness < 1000)`;
}

function nearUpgrade({ scheme, graded }: Generation, row: Row): NearUpgrade {
  const at = Number(row.tier);
  const named = (position: number): TierName => {
    const tier = scheme.tiers[position];
    return { id: tier?.id ?? '', name: tier?.name ?? { zh: '', en: '' } };
  };
  const next = scheme.tiers[at + 1];
  const spend = graded.metrics.find(({ metric }) => metric.id === 'spend');
  const textOf = (name: string): string | null => (row[name] == null ? null : String(row[name]));
  return {
    customer: BigInt(row.customer_id ?? 0),
    externalId: String(row.external_id),
    ...{ name: textOf('name'), owner: textOf('owner') },
    ...{ tier: named(at), next: named(at + 1) },
    closeness: Number(row.closeness) / 1000,
    missing:
      next === undefined ? { zh: '', en: '' } : missingFor(next, scheme, valuesIn(row, graded.metrics)),
    spend: Number(moneyText(BigInt(row[spend?.value.name ?? ''] ?? 0), scheme.currency)),
  };
}
