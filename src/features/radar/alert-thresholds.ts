import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { InputError, problem } from '../../domain/problem.ts';

/** From when on a tier that shrinks is told: it lost this share and this many customers. */
export interface AlertThresholds {
  /** 1 to 100. */
  readonly percent: number;
  readonly customers: number;
}

const NAME = 'tier alert thresholds';
const usual: AlertThresholds = { percent: 20, customers: 10 };
const MOST = 1_000_000;

/** What the business has set, or 20 % and 10 customers. */
export async function readAlertThresholds(db: Kysely<unknown>): Promise<AlertThresholds> {
  const { rows } = await sql<{ value: string }>`select value from settings where name = ${NAME}`.execute(db);
  const [row] = rows;
  return row === undefined ? usual : (JSON.parse(row.value) as AlertThresholds);
}

/** Sets both. Throws an InputError with everything that is wrong with them. */
export async function setAlertThresholds(
  { writer }: DataFolder,
  { percent, customers }: AlertThresholds,
): Promise<void> {
  const isWhole = (value: number, most: number): boolean =>
    Number.isInteger(value) && value >= 1 && value <= most;
  const problems = [
    isWhole(percent, 100)
      ? null
      : problem(
          'bad-percent',
          'percent',
          '比例请写 1 到 100 的整数',
          'write a whole percentage from 1 to 100',
        ),
    isWhole(customers, MOST)
      ? null
      : problem(
          'bad-count',
          'customers',
          `客户数请写 1 到 ${MOST} 的整数`,
          `write a whole number of customers from 1 to ${MOST}`,
        ),
  ].filter((found) => found !== null);
  if (problems.length > 0) throw new InputError(problems);
  const value = JSON.stringify({ percent, customers });
  await writer.write(async (trx) => {
    await sql`insert into settings values (${NAME}, ${value})
      on conflict (name) do update set value = excluded.value`.execute(trx);
  });
}
