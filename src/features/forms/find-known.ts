import { type Kysely, sql } from 'kysely';
import { type Expression, or } from '../../sql/expression.ts';
import {
  comparedContact,
  comparedPhone,
  isMobile,
  isOwnPhone,
  maskEmail,
  maskPhone,
} from '../contacts/mask.ts';
import type { Seal } from '../contacts/seal.ts';
import type { ReadValues } from '../register/written-customer.ts';

/** Whom some contact data may belong to. */
export interface Known {
  /** Those who have this very phone or e-mail, or are known by it as their id, and those of whom only a mask is kept that it would have. */
  readonly customers: readonly bigint[];
  /** Whether it is one, by the whole phone or e-mail and no other sign. */
  readonly isCertain: boolean;
}

/** More share a phone only where it is nobody's own. */
const MOST = 20;

/** Customers who have a phone or e-mail of these values, by their blind indexes, and those whose id is the mobile number. */
export async function findKnown(db: Kysely<unknown>, seal: Seal, { columns }: ReadValues): Promise<Known> {
  const { phone, email } = columns;
  const exact: Expression[] = [];
  const masked: Expression[] = [];
  if (phone && isOwnPhone(comparedPhone(phone))) {
    exact.push(sql`phone_key = ${seal.key('phone', comparedContact('phone', phone))}`);
    masked.push(sql`(phone_key is null and phone_masked = ${maskPhone(comparedPhone(phone))})`);
    if (isMobile(comparedPhone(phone))) exact.push(sql`external_id = ${comparedPhone(phone)}`);
  }
  if (email) {
    exact.push(sql`email_key = ${seal.key('email', comparedContact('email', email))}`);
    masked.push(sql`(email_key is null and email_masked = ${maskEmail(email)})`);
  }
  if (exact.length === 0) return { customers: [], isCertain: false };
  const { rows } = await sql<{
    id: bigint;
    exact: boolean;
  }>`select customer_id as id, coalesce(${or(exact)}, false) as exact
    from customers where ${or([...exact, ...masked])} order by 2 desc, 1 limit ${sql.lit(MOST)}`.execute(db);
  const [first] = rows;
  return { customers: rows.map(({ id }) => id), isCertain: rows.length === 1 && first?.exact === true };
}
