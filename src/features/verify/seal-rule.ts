import { sql } from 'kysely';
import { text } from '../../domain/text.ts';
import type { Dialect } from '../../sql/expression.ts';
import type { Seal } from '../contacts/seal.ts';
import type { Rule } from './check.ts';

const sealed = ['phone_sealed', 'email_sealed', 'address_sealed', 'id_number_sealed'];
const SAMPLE = 250;

/** Contact data opens with the folder's key: tried with some of each kind, spread over all customers. */
export function sealRule(seal: Seal, { hash }: Dialect): Rule {
  return {
    id: 'seals-open',
    says: text('抽查的联系方式都能用密钥打开', 'contact data opens with the key (a sample)'),
    of: text('项', 'values'),
    look: async (db) => {
      const broken: string[] = [];
      let looked = 0;
      for (const column of sealed) {
        const { rows } = await sql<{
          id: string;
          value: string;
        }>`select external_id as id, ${sql.ref(column)} as value
          from customers where ${sql.ref(column)} is not null order by ${hash(sql`cast(customer_id as text)`)} limit ${SAMPLE}`.execute(
          db,
        );
        looked += rows.length;
        broken.push(...rows.filter(({ value }) => !opens(seal, value)).map(({ id }) => id));
      }
      return { looked, wrong: broken.length, example: broken[0] ?? null };
    },
  };
}

function opens(seal: Seal, value: string): boolean {
  try {
    seal.open(value);
    return true;
  } catch {
    return false;
  }
}
