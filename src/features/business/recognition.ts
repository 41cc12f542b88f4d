import { type Kysely, sql } from 'kysely';
import { type Problem, problem } from '../../domain/problem.ts';
import { readCustomFields } from '../register/custom-fields.ts';

/** By what customers are recognised beside their ids, in order: contact data, and ids of the business's own fields. As a JSON list. */
export const RECOGNISED_BY = 'recognised by';

/** Contact data by which somebody can be recognised. */
export const recognisingContacts = ['phone', 'email'] as const;
export type RecognisingContact = (typeof recognisingContacts)[number];

/** Nothing until the business says otherwise: then only ids count. */
export async function readRecognition(db: Kysely<unknown>): Promise<readonly string[]> {
  const { rows } = await sql<{
    value: string;
  }>`select value from settings where name = ${RECOGNISED_BY}`.execute(db);
  return JSON.parse(rows[0]?.value ?? '[]') as string[];
}

export async function recognitionProblems(db: Kysely<unknown>, by: readonly string[]): Promise<Problem[]> {
  const known = new Set<string>([
    ...recognisingContacts,
    ...(await readCustomFields(db)).map(({ id }) => id),
  ]);
  const unknown = by.filter((each) => !known.has(each));
  const list = [...known].join(', ');
  return unknown.map((each) =>
    problem(
      'unknown-field',
      'recognisedBy',
      `不能按“${each}”识别客户；可以是：${list}`,
      `customers cannot be recognised by “${each}”; it may be: ${list}`,
    ),
  );
}
