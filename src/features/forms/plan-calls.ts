import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { readDay } from '../../domain/calendar.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import { wordsProblems } from '../../domain/words-problems.ts';
import { bigint, type Dialect, date, literalText } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { permissions } from '../access/permissions.ts';
import type { Role } from '../access/roles.ts';
import { nextEntry, note } from '../audit/audit.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import { findVisible } from '../customers/find-visible.ts';
import { chosen } from '../register/chosen.ts';
import { momentSql, nextNumber } from '../register/recording.ts';
import { badDay } from './check-form.ts';
import { formOf } from './form.ts';

export interface PlannedCalls {
  readonly form: bigint;
  readonly customers: readonly bigint[];
  /** A user's name. */
  readonly assignedTo: string;
  readonly dueOn: string;
  readonly note: string;
  readonly visibility: Visibility;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Somebody who may be asked to call. */
export interface Caller {
  readonly name: string;
  readonly role: Role;
}

/** Who may write customers, and so may call them. */
export async function readCallers(db: Kysely<unknown>): Promise<Caller[]> {
  const { rows } = await sql<{ name: string; role: Role }>`select name, role from users
    where disabled_at is null order by name`.execute(db);
  return rows.filter(({ role }) => permissions['customers:write'].roles[role] !== 'none');
}

/** Plans a call for each customer. Gives their numbers. Throws an InputError, or an AppError for a form or customer that is not there. */
export async function planCalls(folder: DataFolder, planned: PlannedCalls): Promise<bigint[]> {
  const { dialect } = folder.database();
  const { form, assignedTo, visibility, author, at } = planned;
  const words = planned.note.trim();
  return await folder.writer.write(async (trx) => {
    await formOf(trx, form);
    const due = readDay(planned.dueOn);
    const caller = (await readCallers(trx)).find(({ name }) => name === assignedTo);
    const called = await readCalled(trx, dialect, planned);
    const problems = [
      ...(due === undefined ? [badDay('dueOn')] : []),
      ...wordsProblems('note', words, false),
    ];
    if (caller === undefined || !('all' in visibility || visibility.owner === assignedTo)) {
      problems.push(
        problem('no-such-caller', 'assignedTo', '请选一位可以打电话的人', 'choose somebody who may call'),
      );
    } else if (caller.role === 'rep') {
      problems.push(...foreign(planned, called));
    }
    if (due === undefined || problems.length > 0) throw new InputError(problems);
    const first = await nextNumber(trx, 'call_tasks', 'task_id');
    const tasks = [...called].map(([id, { externalId }], index) => ({
      id,
      externalId,
      task: first + BigInt(index),
    }));
    const given = dialect.rowsOfJson(
      JSON.stringify(tasks.map(({ id, task }) => ({ id: String(id), task: String(task) }))),
      [
        { name: 'id', type: 'bigint' },
        { name: 'task', type: 'bigint' },
      ],
    );
    await sql`insert into call_tasks (task_id, form_id, customer_id, assigned_to, due_on, note, made_by, made_at, state)
      select given.task, ${bigint(form)}, given.id, ${literalText(assignedTo)}, ${date(due)}, ${literalText(words)}, ${literalText(author)},
        ${momentSql(at)}, 'open' from ${given} as given order by 1`.execute(trx);
    let entry = await nextEntry(trx);
    for (const { externalId, task } of tasks) {
      const detail = { call: String(task), assignedTo, dueOn: due };
      await note(trx, { at, actor: author, action: 'call-planned', subject: externalId, detail }, entry++);
    }
    return tasks.map(({ task }) => task);
  });
}

interface Called {
  readonly externalId: string;
  readonly owner: string | null;
}

/** Who is to be called, in their order. Throws an AppError for the first who is not there or not to be seen. */
async function readCalled(
  trx: Kysely<unknown>,
  dialect: Dialect,
  { customers, visibility }: PlannedCalls,
): Promise<ReadonlyMap<bigint, Called>> {
  const ids = [...new Set(customers)];
  const seen = visibleTo(visibility, sql`owner`) ?? sql`true`;
  const { rows } = await sql<{
    id: bigint;
    external_id: string;
    owner: string | null;
  }>`select customer_id as id, external_id, owner
    from customers where customer_id in ${chosen(dialect, 'bigint', ids)} and ${seen}`.execute(trx);
  const found = new Map(rows.map(({ id, external_id, owner }) => [id, { externalId: external_id, owner }]));
  const called = new Map<bigint, Called>();
  for (const id of ids) {
    const one = found.get(id);
    if (one === undefined) await findVisible({ db: trx }, visibility, id);
    else called.set(id, one);
  }
  return called;
}

/** Customers whom a rep could not see. */
function foreign({ customers, assignedTo }: PlannedCalls, called: ReadonlyMap<bigint, Called>): Problem[] {
  return customers.flatMap((customer, index) => {
    const { externalId = '', owner = null } = called.get(customer) ?? {};
    if (owner === assignedTo) return [];
    return problem(
      'not-theirs',
      `customers[${index}]`,
      `${assignedTo} 看不到 ${externalId}：请先把客户转给他，或让别人来打`,
      `${assignedTo} does not see ${externalId}: hand the customer over first, or let somebody else call`,
    );
  });
}
