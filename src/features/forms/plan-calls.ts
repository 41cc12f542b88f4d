import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { readDay } from '../../domain/calendar.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import { bigint, date } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { permissions } from '../access/permissions.ts';
import type { Role } from '../access/roles.ts';
import { note } from '../audit/audit.ts';
import { findVisible } from '../customers/find-visible.ts';
import { momentSql, nextNumber } from '../register/recording.ts';
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

const LONGEST_NOTE = 500;

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
export async function planCalls({ writer }: DataFolder, planned: PlannedCalls): Promise<bigint[]> {
  const { form, assignedTo, dueOn, visibility, author, at } = planned;
  const words = planned.note.trim();
  return await writer.write(async (trx) => {
    await formOf(trx, form);
    const due = readDay(dueOn);
    const caller = (await readCallers(trx)).find(({ name }) => name === assignedTo);
    const problems: Problem[] = [];
    if (due === undefined)
      problems.push(problem('bad-day', 'dueOn', '请写成 2026-11-22', 'write it like 2026-11-22'));
    if ([...words].length > LONGEST_NOTE) {
      problems.push(
        problem('too-long', 'note', `最多 ${LONGEST_NOTE} 个字`, `write at most ${LONGEST_NOTE} characters`),
      );
    }
    if (caller === undefined || !('all' in visibility || visibility.owner === assignedTo)) {
      problems.push(
        problem('no-such-caller', 'assignedTo', '请选一位可以打电话的人', 'choose somebody who may call'),
      );
    } else if (caller.role === 'rep') {
      problems.push(...(await foreign(trx, planned)));
    }
    if (due === undefined || problems.length > 0) throw new InputError(problems);
    const ids: bigint[] = [];
    for (const customer of new Set(planned.customers)) {
      const { externalId } = await findVisible({ db: trx }, visibility, customer);
      const id = await nextNumber(trx, 'call_tasks', 'task_id');
      await sql`insert into call_tasks (task_id, form_id, customer_id, assigned_to, due_on, note, made_by, made_at, state)
        values (${bigint(id)}, ${bigint(form)}, ${bigint(customer)}, ${assignedTo}, ${date(due)}, ${words}, ${author}, ${momentSql(at)}, 'open')`.execute(
        trx,
      );
      const detail = { call: String(id), assignedTo, dueOn: due };
      await note(trx, { at, actor: author, action: 'call-planned', subject: externalId, detail });
      ids.push(id);
    }
    return ids;
  });
}

/** Customers whom a rep could not see. */
async function foreign(
  trx: Kysely<unknown>,
  { customers, assignedTo, visibility }: PlannedCalls,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const [index, customer] of customers.entries()) {
    const { externalId } = await findVisible({ db: trx }, visibility, customer);
    const { rows } =
      await sql`select 1 from customers where customer_id = ${bigint(customer)} and owner = ${assignedTo}`.execute(
        trx,
      );
    if (rows.length > 0) continue;
    problems.push(
      problem(
        'not-theirs',
        `customers[${index}]`,
        `${assignedTo} 看不到 ${externalId}：请先把客户转给他，或让别人来打`,
        `${assignedTo} does not see ${externalId}: hand the customer over first, or let somebody else call`,
      ),
    );
  }
  return problems;
}
