import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { type Text, text } from '../../domain/text.ts';
import { countStanding } from '../register/settled-refunds.ts';
import type { PlannedField } from '../register/undo-fields.ts';
import { findLaterImports } from '../register/undo-later-imports.ts';
import { plannedNames } from '../register/undo-names.ts';
import { planned, type StayReason, stays, type Undone } from '../register/undo-tables.ts';

/** What taking an import back does. */
export interface UndoEffect {
  /** What the import added and goes again. */
  readonly goes: Readonly<Record<Undone | 'fields' | 'names' | 'settled', number>>;
  /** What it changed and is again as before. */
  readonly back: Readonly<Record<'orders' | 'events' | 'customers', number>>;
  /** What it brought and cannot be taken back. */
  readonly stays: {
    readonly count: number;
    readonly first: readonly Staying[];
    /** The numbers of the imports that changed some of it again, the last first: once these are taken back, that can go as well. */
    readonly laterImports: readonly string[];
  };
}

export interface Staying {
  readonly what: Undone | 'fields' | 'names';
  /** An order's number, a customer's id, whose on which day, a field's name, a further id. */
  readonly name: Text;
  readonly reason: StayReason;
  /** Why, and what to do about it. */
  readonly message: Text;
}

/** As many of what stays are named. */
const NAMED = 20;

/** What a plan, which is not done yet, and the fields beside it come to for an import. */
export async function effectOf(
  db: Queryable,
  fields: readonly PlannedField[],
  { id, recordings }: { readonly id: bigint; readonly recordings: readonly bigint[] },
): Promise<UndoEffect> {
  const [orders, refunds, events, customers] = [
    await countRows(db, 'orders'),
    await countRows(db, 'refunds'),
    await countRows(db, 'events'),
    await countRows(db, 'customers'),
  ];
  const used = fields.filter(({ isUsed }) => isUsed);
  const [counted = {}] = await run(db, sql`select count(*) as n from ${stays}`);
  const names = await plannedNames(db, recordings);
  const named = [
    ...used.map(({ name }) => staying('fields', name, 'field-in-use')),
    ...names.used.map((name) => staying('names', text(name, name), 'name-in-use')),
  ];
  return {
    goes: {
      orders: orders.added,
      refunds: refunds.added,
      events: events.added,
      customers: customers.added,
      fields: fields.length - used.length,
      names: names.going,
      settled: await countStanding(db.kysely, id),
    },
    back: { orders: orders.changed, events: events.changed, customers: customers.changed },
    stays: {
      count: Number(counted.n) + named.length,
      first: [...named, ...(await firstStaying(db))].slice(0, NAMED),
      laterImports: await findLaterImports(db, id),
    },
  };
}

async function countRows(db: Queryable, what: Undone): Promise<{ added: number; changed: number }> {
  const [row = {}] = await run(db, sql`select count(*) as n, count(before) as changed from ${planned(what)}`);
  return { added: Number(row.n) - Number(row.changed), changed: Number(row.changed) };
}

async function firstStaying(db: Queryable): Promise<Staying[]> {
  const first = sql`select what, id, reason from ${stays} order by what, id limit ${sql.lit(NAMED)}`;
  const { rows } = await sql<{
    what: Undone;
    reason: StayReason;
    ref: string | null;
    customer: string | null;
    day: string | null;
  }>`select first.what, first.reason, order_ref as ref, coalesce(c.external_id, merged_external_id) as customer,
      cast(coalesce(o.day, r.day, e.day) as text) as day
    from (${first}) as first
    left join orders as o on first.what = 'orders' and o.order_id = first.id
    left join refunds as r on first.what = 'refunds' and r.refund_id = first.id
    left join events as e on first.what = 'events' and e.event_id = first.id
    left join customers as c on c.customer_id = case when first.what = 'customers' then first.id
      else coalesce(o.customer_id, r.customer_id, e.customer_id) end
    left join customer_merges as m on first.what = 'customers' and m.merged_id = first.id and m.undone_by is null
    order by first.what, first.id`.execute(db.kysely);
  return rows.map(({ what, reason, ref, customer, day }) => {
    // An order without a number has one of our own, which says nothing to anybody.
    const isNumbered = ref !== null && !ref.startsWith('#');
    const name = isNumbered ? ref : [customer, day].filter(Boolean).join(' ');
    return staying(what, text(name, name), reason);
  });
}

function staying(what: Staying['what'], name: Text, reason: StayReason): Staying {
  return { what, name, reason, message: reasons[reason] };
}

const reasons: Readonly<Record<StayReason, Text>> = {
  edited: text(
    '导入之后又改过，保持现在的内容；不要的话请单独更正',
    'was changed since the import and stays as it is now; correct it by itself if it is wrong',
  ),
  'later-import': text(
    '后来的一次导入又更新了它；可以先撤销那一次',
    'a later import changed it again; take that one back first',
  ),
  merged: text(
    '客户已经合并，记录归到了保留的客户名下',
    'the customer was merged, and it belongs to the one who was kept',
  ),
  'customer-gone': text(
    '导入之前它属于另一位客户，那位客户已经不在了',
    'before the import it was another customer’s, who is there no more',
  ),
  'comes-back': text(
    '后来的一次导入把这位客户的记录改给了别人，撤销那一次就会回来；可以先撤销那一次',
    'a later import gave something of theirs to somebody else, which is theirs again when that is taken back; take that one back first',
  ),
  'name-in-use': text('用这个编号还来过别的记录', 'something else came under this id'),
  'has-orders': text('还有别处来的、或后来又改过的订单', 'has orders from elsewhere, or changed since'),
  'has-refunds': text('还有别处来的退款', 'has refunds from elsewhere'),
  'has-points': text('已有积分记录', 'has entries of points'),
  'has-events': text('还有别处来的互动记录', 'has interactions from elsewhere'),
  'set-by-hand': text('有人工调整或冻结的等级', 'has a tier that was set or frozen by hand'),
  'has-forms': text('填过表单，或安排了电话', 'filled in a form, or is to be called'),
  'brought-others': text('推荐了仍在册的客户', 'brought customers who stay'),
  meanwhile: text('撤销的时候又有了新的记录', 'got something new while the import was being taken back'),
  'field-in-use': text(
    '这个字段还有客户在用，或等级标准用到它',
    'customers have values in this field, or a standard looks at it',
  ),
};
