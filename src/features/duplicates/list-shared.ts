import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { customerFields } from '../../domain/field.ts';
import { type Text, text } from '../../domain/text.ts';
import { bigint, type Expression, literalText } from '../../sql/expression.ts';
import { memberValue } from './facts.ts';
import { memberFact } from './find-pairs.ts';
import { readMemberFields } from './member-fields.ts';

/** What more customers have than one person would: it makes no pairs. */
export interface SharedValue {
  readonly field: Text;
  /** Masked; null where nothing may be shown. */
  readonly shown: string | null;
  readonly customers: number;
  /** Some of those who have it. */
  readonly examples: readonly {
    readonly id: string;
    readonly externalId: string;
    readonly name: string | null;
  }[];
}

const EXAMPLES = 3;
const MOST = 50;

/** Of the last search, what the most have first. */
export async function listShared(folder: DataFolder): Promise<SharedValue[]> {
  const { reader: db } = folder.database();
  const members = await readMemberFields(db);
  const { rows } = await sql<{
    fact: string;
    key: string;
    customers: bigint;
  }>`select fact, value_key as key, customers from duplicate_shared
    order by customers desc, fact, value_key limit ${sql.lit(MOST)}`.execute(db);
  const listed: SharedValue[] = [];
  for (const { fact, key, customers } of rows) {
    const member = members.find(({ id }) => memberFact(id) === fact);
    const field = member?.name ?? customerFields.get(fact)?.name ?? text(fact, fact);
    const column = member === undefined ? sql.ref(`${fact}_key`) : memberValue(member);
    const mask = fact === 'phone' || fact === 'email' ? sql.ref(`${fact}_masked`) : sql`cast(null as text)`;
    const found = await readExamples(db, column, mask, key);
    const shown = member !== undefined && !member.sealed ? key : (found[0]?.shown ?? null);
    const examples = found.map(({ id, external, name }) => ({ id: String(id), externalId: external, name }));
    // Who had it may have changed since.
    if (found.length > 0) listed.push({ field, shown, customers: Number(customers), examples });
  }
  return listed;
}

async function readExamples(
  db: Kysely<unknown>,
  column: Expression,
  mask: Expression,
  key: string,
): Promise<readonly { id: bigint; external: string; name: string | null; shown: string | null }[]> {
  const { rows } = await sql<{
    id: bigint;
    external: string;
    name: string | null;
    shown: string | null;
  }>`select customer_id as id, external_id as external, name,
      ${mask} as shown from customers where ${column} = ${literalText(key)} order by customer_id limit ${bigint(EXAMPLES)}`.execute(
    db,
  );
  return rows;
}
