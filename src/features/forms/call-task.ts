import { type Kysely, sql } from 'kysely';
import { decline } from '../../domain/app-error.ts';
import { type Day, day } from '../../domain/calendar.ts';
import type { Text } from '../../domain/text.ts';
import { and, bigint, constantText, date, type Expression, literalText } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import { presentNumber } from '../register/present-number.ts';
import { isoMoment } from '../register/recording.ts';

/** Not reached may be tried again. */
export const callStates = ['open', 'done', 'not-reached'] as const;
export type CallState = (typeof callStates)[number];

/** Somebody to be called, to fill in a form with them. */
export interface CallTask {
  readonly id: bigint;
  readonly form: { readonly id: bigint; readonly title: Text };
  readonly customer: {
    readonly id: bigint;
    readonly externalId: string;
    readonly name: string | null;
    readonly phone: string | null;
  };
  /** A user's name. */
  readonly assignedTo: string;
  readonly dueOn: Day;
  readonly note: string;
  readonly madeBy: string;
  /** ISO 8601, UTC. */
  readonly madeAt: string;
  readonly state: CallState;
  readonly endedBy: string | null;
  readonly endedAt: string | null;
  readonly endNote: string | null;
}

interface Row {
  readonly id: bigint;
  readonly form: bigint;
  readonly title: string;
  readonly customer: bigint;
  readonly external_id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly assigned: string;
  readonly due: string;
  readonly note: string;
  readonly made_by: string;
  readonly made: string;
  readonly state: CallState;
  readonly ended_by: string | null;
  readonly ended: string | null;
  readonly end_note: string | null;
}

/** Where a call stands in the list. */
export interface CallPlace {
  readonly dueOn: Day;
  readonly id: bigint;
}

export interface CallQuery {
  readonly visibility: Visibility;
  readonly state: CallState;
  /** Of one user alone; null: of everybody. */
  readonly assignedTo: string | null;
  readonly limit: number;
  /** The last call of the page before; null: from the first on. */
  readonly after: CallPlace | null;
}

/** Calls of customers who may be seen, the first due first; of those that are done the last first. */
export async function listCalls(db: Kysely<unknown>, query: CallQuery): Promise<CallTask[]> {
  const { visibility, state, assignedTo, limit, after } = query;
  const whose = assignedTo === null ? sql`true` : sql`t.assigned_to = ${literalText(assignedTo)}`;
  const [direction, beyond] = state === 'done' ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
  const place = sql`(t.due_on, t.task_id)`;
  const further =
    after === null ? sql`true` : sql`${place} ${beyond} (${date(after.dueOn)}, ${bigint(after.id)})`;
  const which = and([sql`t.state = ${constantText(state)}`, whose, visible(visibility), further]);
  return await read(
    db,
    sql`${which} order by t.due_on ${direction}, t.task_id ${direction} limit ${sql.lit(limit)}`,
  );
}

/** A call of a customer who may be seen. Throws an AppError `not-found`. */
export async function callOf(db: Kysely<unknown>, visibility: Visibility, id: bigint): Promise<CallTask> {
  const [found] = await read(db, and([sql`t.task_id = ${bigint(id)}`, visible(visibility)]));
  return found ?? decline('not-found', '没有这个电话任务', 'there is no such call');
}

/** How many calls are open that are due by a day, of one user or everybody. */
export async function countDue(
  db: Kysely<unknown>,
  visibility: Visibility,
  assignedTo: string | null,
  by: Day,
): Promise<number> {
  const whose = assignedTo === null ? sql`true` : sql`t.assigned_to = ${literalText(assignedTo)}`;
  const due = sql`t.state <> ${constantText('done')} and t.due_on <= ${date(by)}`;
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${calls}
    where ${and([due, whose, visible(visibility)])}`.execute(db);
  return Number(rows[0]?.n ?? 0n);
}

const calls: Expression = sql`call_tasks as t join forms as f on f.form_id = t.form_id
  join customers as c on c.customer_id = ${presentNumber(sql.ref('t.customer_id'))}`;

function visible(visibility: Visibility): Expression {
  return visibleTo(visibility, sql`c.owner`) ?? sql`true`;
}

async function read(db: Kysely<unknown>, which: Expression): Promise<CallTask[]> {
  const { rows } =
    await sql<Row>`select t.task_id as id, t.form_id as form, f.title, c.customer_id as customer, c.external_id, c.name,
      c.phone_masked as phone, t.assigned_to as assigned, cast(t.due_on as text) as due, t.note, t.made_by, cast(t.made_at as text) as made,
      t.state, t.ended_by, cast(t.ended_at as text) as ended, t.end_note
    from ${calls} where ${which}`.execute(db);
  return rows.map(
    ({
      form,
      title,
      customer,
      external_id,
      name,
      phone,
      assigned,
      due,
      made_by,
      made,
      ended_by,
      ended,
      end_note,
      ...row
    }) => ({
      ...row,
      form: { id: form, title: JSON.parse(title) as Text },
      customer: { id: customer, externalId: external_id, name, phone },
      assignedTo: assigned,
      dueOn: day(due),
      madeBy: made_by,
      madeAt: isoMoment(made),
      endedBy: ended_by,
      endedAt: isoMoment(ended),
      endNote: end_note,
    }),
  );
}
