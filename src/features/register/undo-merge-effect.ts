import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { customerFields } from '../../domain/field.ts';
import { type Text, text } from '../../domain/text.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import { readCustomFields } from './custom-fields.ts';
import type { FieldsApart } from './fields-apart.ts';
import { goesBack } from './goes-back.ts';
import type { UndoableMerge } from './merge-undone.ts';
import { cameUnder, type Named, namedKeys } from './named-rows.ts';

/** What taking a merge apart does. */
export interface MergeUndoEffect {
  readonly merge: UndoableMerge;
  /** What goes back to the one who was merged. */
  readonly back: Readonly<Record<Named | 'overrides', number>>;
  /** Which of them came since the merge, under an id of his. */
  readonly since: number;
  /** What was filled and is as before again of the one who was kept. */
  readonly fields: readonly Text[];
  /** What cannot be as before. */
  readonly stays: { readonly count: number; readonly first: readonly StayingApart[] };
}

export interface StayingApart {
  readonly what: Named | 'fields';
  /** A field's name, an order's number, the day of what has none. */
  readonly name: Text;
  readonly reason: 'edited' | 'came-again';
  readonly message: Text;
}

/** As many of what stays are named. */
const NAMED = 20;

const reasons: Readonly<Record<StayingApart['reason'], Text>> = {
  edited: text('合并之后又改过，保持现在的内容', 'was changed since the merge and stays as it is now'),
  'came-again': text(
    '合并之后又用保留的客户的编号来过，仍是他的',
    'came again since the merge under an id of the one who was kept, and stays his',
  ),
};

/** What taking it apart comes to as things stand. */
export async function effectOfUndo(
  db: Queryable,
  merge: UndoableMerge,
  { back, edited }: FieldsApart,
): Promise<MergeUndoEffect> {
  const names = await fieldNames(db);
  const named = (id: string): Text => names.get(id) ?? text(id, id);
  const counted = { orders: 0, refunds: 0, events: 0 };
  let since = 0;
  const staying: StayingApart[] = edited.map((id) => stayingOf('fields', named(id), 'edited'));
  let count = staying.length;
  for (const what of Object.keys(namedKeys) as Named[]) {
    const found = await countRows(db, what, merge);
    counted[what] = found.all;
    since += found.since;
    const stays = await cameAgain(db, what, merge);
    count += stays.length;
    staying.push(...stays.slice(0, NAMED).map((name) => stayingOf(what, text(name, name), 'came-again')));
  }
  return {
    ...{ merge, since, fields: back.map(named) },
    back: { ...counted, overrides: merge.ended.length },
    stays: { count, first: staying.slice(0, NAMED) },
  };
}

function stayingOf(what: StayingApart['what'], name: Text, reason: StayingApart['reason']): StayingApart {
  return { what, name, reason, message: reasons[reason] };
}

async function countRows(
  { kysely, dialect }: Queryable,
  what: Named,
  merge: UndoableMerge,
): Promise<{ all: number; since: number }> {
  const { rows } = await sql<{ n: bigint; since: bigint }>`select count(*) as n,
      count(*) filter (where recorded_by > ${bigint(merge.recording)}) as since
    from ${sql.table(what)} as current where customer_id = ${bigint(merge.kept)} and ${goesBack(dialect, what, merge)}`.execute(
    kysely,
  );
  return { all: Number(rows[0]?.n), since: Number(rows[0]?.since) };
}

/** What the merge moved and the one who was kept has under his own name by now: orders by number, others by day. */
async function cameAgain(db: Queryable, what: Named, merge: UndoableMerge): Promise<string[]> {
  const key = sql.ref(namedKeys[what]);
  const moved = sql`(select ${key} from ${sql.table(`${what}_history`)} where ended_by = ${bigint(merge.recording)})`;
  const name: Expression = what === 'orders' ? sql`order_ref` : sql`cast(day as text)`;
  const rows = await run(
    db,
    sql`select ${name} as name from ${sql.table(what)} as current where customer_id = ${bigint(merge.kept)}
      and ${key} in ${moved} and not ${cameUnder(db.dialect, what, merge.names)} order by 1`,
  );
  return rows.map((row) => String(row.name));
}

async function fieldNames(db: Queryable): Promise<ReadonlyMap<string, Text>> {
  const own = (await readCustomFields(db.kysely)).map(({ id, name }) => [id, name] as const);
  const known = [...customerFields.values()].map(({ id, name }) => [id, name] as const);
  const columns: Readonly<Record<string, string>> = {
    ...{ phone_masked: 'phone', email_masked: 'email', address_sealed: 'address' },
    ...{ id_number_sealed: 'id_number', registered_day: 'registered_at' },
  };
  const all = new Map([...known, ...own]);
  for (const [column, id] of Object.entries(columns)) {
    const name = all.get(id);
    if (name !== undefined) all.set(column, name);
  }
  return all;
}
