import { type Kysely, sql } from 'kysely';
import type { Problem } from '../../domain/problem.ts';
import { bigint, type Dialect } from '../../sql/expression.ts';
import { authorName } from '../access/author-name.ts';
import { authorise } from '../access/authorise.ts';
import { chosen } from '../register/chosen.ts';
import { recordRead } from '../register/keep-customers.ts';
import { type CustomerForm, type ReadCustomer, readCustomer } from '../register/written-customer.ts';
import type { Brought, WrittenCustomer } from './brought.ts';
import type { KeepingBrought } from './keeping-brought.ts';

type OfCustomer = Extract<Brought, { readonly what: 'customer' }>;

/** Brings customers into the register, but for older versions of what their source said already. Gives what of them cannot be read. */
export async function keepCustomers(
  trx: Kysely<unknown>,
  dialect: Dialect,
  brought: readonly OfCustomer[],
  keeping: KeepingBrought,
): Promise<readonly Problem[]> {
  if (brought.length === 0) return [];
  const { source, toldAt, form } = keeping;
  const newest = new Map<string, { readonly version: number; readonly customer: WrittenCustomer }>();
  for (const { customer, version: told } of brought) {
    const version = told ?? toldAt;
    const other = newest.get(customer.externalId);
    if (other === undefined || other.version <= version)
      newest.set(customer.externalId, { version, customer });
  }
  const { rows } = await sql<{
    ref: string;
    version: bigint;
  }>`select customer_ref as ref, version from source_customers
    where source_id = ${bigint(source)} and customer_ref in ${chosen(dialect, 'text', [...newest.keys()])}`.execute(
    trx,
  );
  const known = new Map(rows.map(({ ref, version }) => [ref, Number(version)]));
  const fresh = [...newest].filter(([ref, { version }]) => version >= (known.get(ref) ?? version));
  const { good, problems } = readCustomers(
    fresh.map(([, { customer }]) => customer),
    form,
  );
  await recordCustomers(trx, dialect, good, keeping);
  const versions = good.map(({ externalId }) => ({
    ref: externalId,
    version: String(newest.get(externalId)?.version ?? toldAt),
  }));
  const columns = [
    { name: 'ref', type: 'text' },
    { name: 'version', type: 'bigint' },
  ] as const;
  if (versions.length > 0) {
    await sql`insert into source_customers (source_id, customer_ref, version)
      select ${bigint(source)}, ref, version from ${dialect.rowsOfJson(JSON.stringify(versions), columns)} as given
      on conflict (source_id, customer_ref) do update set version = excluded.version`.execute(trx);
  }
  return problems;
}

/** Those that can be read, and what is wrong with the others, by their ids. */
export function readCustomers(
  given: readonly WrittenCustomer[],
  form: CustomerForm,
): { readonly good: readonly ReadCustomer[]; readonly problems: readonly Problem[] } {
  const good: ReadCustomer[] = [];
  const problems: Problem[] = [];
  for (const customer of given) {
    const read = readCustomer(customer, customer.externalId, form);
    if ('externalId' in read) good.push(read);
    else problems.push(...read);
  }
  return { good, problems };
}

export async function recordCustomers(
  trx: Kysely<unknown>,
  dialect: Dialect,
  customers: readonly ReadCustomer[],
  { actor, at, seal, form }: KeepingBrought,
): Promise<void> {
  const recognises = 'all' in authorise(actor, 'customers:write');
  await recordRead(trx, dialect, seal, customers, form, { author: authorName(actor), at, recognises });
}
