import { type Kysely, sql } from 'kysely';
import { commas, type Dialect } from '../../sql/expression.ts';
import { agreesWithMask, isMasked } from '../contacts/mask.ts';
import type { Seal } from '../contacts/seal.ts';
import { chosen } from './chosen.ts';

/** The columns that are kept of contact data. */
type Kept = Readonly<Record<string, readonly string[]>>;

type Row = { readonly external_id: string } & Readonly<Record<string, string | null | undefined>>;

/**
 * What came masked takes the place of nothing that is known in full: of a phone or an e-mail where the mask fits it, our own exports among them, of an
 * address or a number of papers always, as no mask of theirs is kept. `contacts` are the columns that rows, in `incoming_customers` by now, have.
 */
export async function keepBehindMasks(
  trx: Kysely<unknown>,
  dialect: Dialect,
  seal: Seal,
  contacts: Kept,
  rows: readonly Row[],
): Promise<void> {
  for (const [column, stored] of Object.entries(contacts)) {
    const masks = new Map<string, string>();
    for (const { external_id, [column]: value } of rows) {
      if (isMasked(value ?? '')) masks.set(external_id, value ?? '');
    }
    if (masks.size === 0) continue;
    const ids =
      column === 'phone' || column === 'email'
        ? await fitting(trx, dialect, seal, column, masks)
        : [...masks.keys()];
    if (ids.length === 0) continue;
    const sets = stored.map((name) => sql`${sql.ref(name)} = ${sql.ref(`kept.${name}`)}`);
    await sql`update incoming_customers set ${commas(sets)} from customers as kept
      where kept.customer_id = incoming_customers.customer_id
        and incoming_customers.external_id in ${chosen(dialect, 'text', ids)}`.execute(trx);
  }
}

/** Whose phone or e-mail is known in full and may be the one under the mask. */
async function fitting(
  trx: Kysely<unknown>,
  dialect: Dialect,
  seal: Seal,
  column: 'phone' | 'email',
  masks: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const sealed = sql.ref(`${column}_sealed`);
  const { rows } = await sql<{ id: string; sealed: string }>`select external_id as id, ${sealed} as sealed
    from customers where ${sealed} is not null and external_id in ${chosen(dialect, 'text', [...masks.keys()])}`.execute(
    trx,
  );
  return rows.flatMap((row) =>
    agreesWithMask(column, masks.get(row.id) ?? '', seal.open(row.sealed)) ? row.id : [],
  );
}
