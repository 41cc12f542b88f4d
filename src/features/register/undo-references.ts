import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { bigint, constantText, type Expression } from '../../sql/expression.ts';
import { stack, walkDown } from './undo-stack.ts';
import { planned, reason, type StayReason, stays, undoneKeys } from './undo-tables.ts';

const isSaid = sql`source = ${constantText('points')}`;

/** What makes a customer whom an import added stay: conditions on `customers.id`. */
const references: readonly (readonly [StayReason, Expression])[] = [
  ['merged', of(sql`select kept_id as customer_id from customer_merges where undone_by is null`)],
  ['has-orders', left('orders', 'order_id')],
  ['has-refunds', left('refunds', 'refund_id')],
  ['has-points', left('events', 'event_id', isSaid)],
  ['has-events', left('events', 'event_id')],
  [
    'set-by-hand',
    of(sql`select customer_id from overrides union all select customer_id from freezes
      union all select customer_id from order_points`),
  ],
  [
    'has-forms',
    of(sql`select customer_id from form_submissions where customer_id is not null
      union all select customer_id from call_tasks`),
  ],
];

/** Takes those customers out of a plan to whom something refers that the import did not bring, or that stays, or comes back to them yet. */
export async function withoutReferences(db: Queryable, recordings: readonly bigint[]): Promise<void> {
  for (const [code, refers] of references) await stay(db, code, refers);
  for (const table of ['orders', 'refunds', 'events'] as const) await keepForThoseBeneath(db, table);
  // Who stays may have been brought by another who then stays too.
  const since = broughtSince(recordings[0] ?? 0n);
  while ((await stay(db, 'brought-others', since)) > 0);
}

/** Who had a row that was given to somebody else since, and has it again when that import is taken back, must be there then. */
async function keepForThoseBeneath(db: Queryable, table: 'orders' | 'refunds' | 'events'): Promise<void> {
  const key = sql.ref(undoneKeys[table]);
  const is = sql`what = ${constantText(table)}`;
  const theirs = sql`(select ${key} from ${sql.table(`${table}_history`)}
    where customer_id in (select id from ${planned('customers')} where before is null))`;
  const others = sql`(select id from ${planned(table)} union all select id from ${stack} where ${is})`;
  await walkDown(
    db,
    table,
    sql`(select ${key} as id, recorded_by as version from ${sql.table(table)} where ${key} in ${theirs} and ${key} not in ${others})`,
  );
  const comeBack = sql`select h.customer_id from ${sql.table(`${table}_history`)} as h
    join ${stack} as s on ${is} and s.id = h.${key} and s.version = h.recorded_by
    where is_open and h.${key} not in (select id from ${planned(table)})`;
  await stay(db, 'comes-back', of(comeBack));
}

/** Takes customers whom the import added out of a plan, by a condition on `customers.id`. Gives how many. */
export async function stay(db: Queryable, code: StayReason, which: Expression): Promise<number> {
  const added = sql`before is null and ${which}`;
  const kept = await run(
    db,
    sql`insert into ${stays} select ${constantText('customers')}, id, ${reason(code)} from ${planned('customers')} as customers
      where ${added} returning id`,
  );
  if (kept.length > 0) {
    await run(
      db,
      sql`delete from ${planned('customers')} where id in (select id from ${stays} as s where s.what = ${constantText('customers')})`,
    );
  }
  return kept.length;
}

function of(customers: Expression): Expression {
  return sql`customers.id in (select customer_id from (${customers}) as referring)`;
}

/** Rows that the undo leaves where they are. */
function left(table: 'orders' | 'refunds' | 'events', key: string, only: Expression = sql`true`): Expression {
  return of(sql`select customer_id from ${sql.table(table)} as kept
    where ${only} and not exists (select 1 from ${planned(table)} as gone where gone.id = kept.${sql.ref(key)})`);
}

/**
 * Who brought customers who stay, but those of whom that was said before a recording, when they were no customers: by what stood then, or by an
 * earlier version that an undo put back.
 */
function broughtSince(recording: bigint): Expression {
  const by = bigint(recording);
  const putBack = sql`select customer_id from customers where recorded_by in (select recording_id from recordings
    join imports on imports.import_id = recordings.import_id where undoes is not null)`;
  const said = sql`select customer_id, referred_by from customers where recorded_by < ${by}
    union all select customer_id, referred_by from customers_history
      where recorded_by < ${by} and (ended_by >= ${by} or customer_id in (${putBack}))`;
  return sql`customers.id in (select known.customer_id from customers as known
    join customers as brought on brought.referred_by = known.external_id
    where not exists (select 1 from ${planned('customers')} as gone where gone.id = brought.customer_id)
      and not exists (select 1 from (${said}) as earlier
        where earlier.customer_id = brought.customer_id and earlier.referred_by = brought.referred_by))`;
}
