import { type Kysely, sql } from 'kysely';
import { isDiskFull, isOutOfMemory } from '../../db/engine-errors.ts';
import type { Text } from '../../domain/text.ts';
import type { Expression } from '../../sql/expression.ts';

/** Something that is always true of a sound data folder. */
export interface Rule {
  readonly id: string;
  readonly says: Text;
  /** What is counted. */
  readonly of: Text;
  readonly look: (db: Kysely<unknown>) => Promise<Found>;
}

export interface Found {
  readonly looked: number;
  readonly wrong: number;
  /** One of those that are wrong. */
  readonly example: string | null;
}

/** What became of a rule; `failure` says why it could not be looked at. */
export interface Check extends Found {
  readonly id: string;
  readonly says: Text;
  readonly of: Text;
  readonly failure: string | null;
}

export function holds({ wrong, failure }: Pick<Check, 'wrong' | 'failure'>): boolean {
  return wrong === 0 && failure === null;
}

/** Looks whether a rule holds. What the engine cannot read is a finding, not the end. */
export async function check(db: Kysely<unknown>, { id, says, of, look }: Rule): Promise<Check> {
  try {
    return { id, says, of, ...(await look(db)), failure: null };
  } catch (error) {
    if (isDiskFull(error) || isOutOfMemory(error) || !(error instanceof Error)) throw error;
    const failure = error.message.split('\n')[0] ?? '';
    return { id, says, of, looked: 0, wrong: 0, example: null, failure };
  }
}

/** A rule about every row of a relation; `wrong` is true of a row that breaks it, `named` is what the row is known by. */
export function rowRule(
  about: Pick<Rule, 'id' | 'says' | 'of'>,
  rows: { readonly from: Expression; readonly wrong: Expression; readonly named: Expression },
): Rule {
  const { from, wrong, named } = rows;
  return {
    ...about,
    look: async (db) => {
      const result = await sql<{
        looked: bigint;
        wrong: bigint;
        example: string | null;
      }>`select count(*) as looked,
        count(*) filter (where ${wrong}) as wrong, min(cast(${named} as text)) filter (where ${wrong}) as example
        from ${from}`.execute(db);
      const [row] = result.rows;
      return {
        looked: Number(row?.looked ?? 0n),
        wrong: Number(row?.wrong ?? 0n),
        example: row?.example ?? null,
      };
    },
  };
}
