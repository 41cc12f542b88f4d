import { sql } from 'kysely';
import { addDays, type Day } from '../../domain/calendar.ts';
import { bigint, commas, date, type Expression } from '../../sql/expression.ts';
import { heldColumns } from '../../sql/lifecycle.ts';

/** Tables of what customers hold: at the end of the last day decided, and before. */
export interface Timeline {
  readonly held: string;
  readonly history: string;
}

export const kept: Timeline = { held: 'held', history: 'held_history' };

/** What is decided of a customer day by day. */
export const stateColumns = Object.keys(heldColumns).filter((name) => name !== 'customer_id');
/** All columns of `held`. */
export const allColumns = [
  'customer_id',
  'since',
  ...stateColumns,
  'shown',
  'facts',
  'entries',
  'entered',
] as const;

export function columnsOf(alias: string, names: readonly string[]): Expression {
  return commas(names.map((name) => sql.ref(`${alias}.${name}`)));
}

/** Customers' numbers, as they stand after `in`; null: everybody's. With few of them listed the engine skips most of a table. */
export type Numbers = Expression | null;

export function listed(numbers: readonly bigint[]): Expression {
  return sql`(${commas(numbers.map(bigint))})`;
}

export function among(column: string, numbers: Numbers): Expression {
  return numbers === null ? sql`true` : sql`${sql.ref(column)} in ${numbers}`;
}

/** What everybody held at the end of a day: `customer_id`, the state and `shown`. */
export function heldOn({ held, history }: Timeline, day: Day, numbers: Numbers = null): Expression {
  const chosen = among('customer_id', numbers);
  const columns = commas(['customer_id', ...stateColumns, 'shown'].map((name) => sql.ref(name)));
  return sql`(select ${columns} from ${sql.table(held)} where ${chosen} and since <= ${date(day)}
    union all select ${columns} from ${sql.table(history)} where ${chosen} and since <= ${date(day)} and until >= ${date(day)})`;
}

/** Since when those hold their tiers who hold one on the eve of a day: what `tier-start` means on it. */
export function tiersBegan(timeline: Timeline, day: Day): Expression {
  return sql`(select customer_id, began from ${heldOn(timeline, addDays(day, -1))} as eve)`;
}

/** What everybody held on the eve of a day, with the end of freezes as they were given by the day itself. */
export function heldOnTheEveOf(timeline: Timeline, day: Day, numbers: Numbers): Expression {
  const others = stateColumns.filter((name) => name !== 'frozen_until');
  const frozen = sql`select distinct on (customer_id) customer_id as frozen, frozen_until as frozen_to from freezes
    where given_on <= ${date(day)} order by customer_id, given_on desc, recorded_at desc`;
  return sql`(select ${columnsOf('eve', ['customer_id', ...others, 'shown'])},
      case when frozen is null then eve.frozen_until else frozen_to end as frozen_until
    from ${heldOn(timeline, addDays(day, -1), numbers)} as eve left join (${frozen}) as freezes_known on frozen = eve.customer_id)`;
}
