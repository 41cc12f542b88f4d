import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import { DAILY_RUN_AT, readDailyRunAt } from './daily-run-at.ts';
import {
  type ApprovalNeed,
  approvalProblems,
  OVERRIDE_APPROVAL,
  readOverrideApproval,
} from './override-approval.ts';
import { RECOGNISED_BY, readRecognition, recognitionProblems } from './recognition.ts';

export interface BusinessSettings {
  /** Null until somebody gives one. */
  readonly name: string | null;
  /** When everybody is graded anew each day, `HH:MM` in the business's time zone. */
  readonly dailyRunAt: string;
  /** Whose overrides somebody else has to approve. */
  readonly overrideApproval: ApprovalNeed;
  /** By what customers are recognised under ids that nobody has, in order: `phone`, `email`, ids of own fields. */
  readonly recognisedBy: readonly string[];
}

const NAME = 'business name';
const LONGEST_NAME = 100;

/** What the business has set for itself. */
export async function readBusinessSettings(db: Kysely<unknown>): Promise<BusinessSettings> {
  const { rows } = await sql<{ value: string }>`select value from settings where name = ${NAME}`.execute(db);
  return {
    name: rows[0]?.value ?? null,
    dailyRunAt: await readDailyRunAt(db),
    overrideApproval: await readOverrideApproval(db),
    recognisedBy: await readRecognition(db),
  };
}

export interface BusinessChanges
  extends Partial<Readonly<Record<'name' | 'dailyRunAt' | 'overrideApproval', string>>> {
  readonly recognisedBy?: readonly string[];
}

/** Sets what is given. Throws an InputError with everything that is wrong with it. */
export async function changeBusinessSettings(
  { writer }: DataFolder,
  changes: BusinessChanges,
): Promise<void> {
  const name = changes.name?.trim();
  const { dailyRunAt, overrideApproval, recognisedBy } = changes;
  const problems = [
    ...(name === undefined ? [] : nameProblems(name)),
    ...(dailyRunAt === undefined ? [] : timeProblems(dailyRunAt)),
    ...(overrideApproval === undefined ? [] : approvalProblems(overrideApproval)),
  ];
  await writer.write(async (trx) => {
    const all = [...problems, ...(await recognitionProblems(trx, recognisedBy ?? []))];
    if (all.length > 0) throw new InputError(all);
    if (recognisedBy !== undefined) await set(trx, RECOGNISED_BY, JSON.stringify([...new Set(recognisedBy)]));
    if (name !== undefined) await set(trx, NAME, name);
    if (dailyRunAt !== undefined) await set(trx, DAILY_RUN_AT, dailyRunAt);
    if (overrideApproval !== undefined) await set(trx, OVERRIDE_APPROVAL, overrideApproval);
  });
}

function nameProblems(name: string): Problem[] {
  if (name === '') {
    return [problem('name-missing', 'name', '请写店名或公司名', 'write the name of the business')];
  }
  const length = [...name].length;
  if (length <= LONGEST_NAME) return [];
  return [
    problem(
      'name-too-long',
      'name',
      `名称有 ${length} 个字，最多 ${LONGEST_NAME} 个；请写短一些`,
      `the name has ${length} characters; write one of at most ${LONGEST_NAME}`,
    ),
  ];
}

function timeProblems(time: string): Problem[] {
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return [];
  return [
    problem(
      'bad-time',
      'dailyRunAt',
      `看不懂时间“${time}”；请写成 00:00 到 23:59 的样子，例如 03:00`,
      `“${time}” is no time of day: write one from 00:00 to 23:59, such as 03:00`,
    ),
  ];
}

async function set(trx: Kysely<unknown>, name: string, value: string): Promise<void> {
  await sql`insert into settings values (${name}, ${value})
    on conflict (name) do update set value = excluded.value`.execute(trx);
}
