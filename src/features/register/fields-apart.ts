import { type Kysely, sql } from 'kysely';
import { bigint, commas, type Expression } from '../../sql/expression.ts';
import { fieldGroups } from './fill-blanks.ts';
import type { UndoableMerge } from './merge-undone.ts';

type Cells = Readonly<Record<string, string | null>>;
type Custom = Readonly<Record<string, unknown>>;

/** A customer as a version had him. */
interface Version {
  readonly cells: Cells;
  readonly custom: Custom;
  /** Where the version stands: a select of one row. */
  readonly row: (column: string) => Expression;
}

/** What a merge filled of the customer who was kept, and how it is without it. */
export interface FieldsApart {
  /** What is as without the merge again: the first column of a group of those that go together, or a custom field's id. */
  readonly back: readonly string[];
  /** The same of what somebody changed since: it stays. */
  readonly edited: readonly string[];
  /** Sets for `update customers`. */
  readonly sets: readonly Expression[];
}

/** What is sealed looks different each time; what it is known by does not. */
const isCompared = (name: string): boolean => !name.endsWith('_sealed');

/** What a merge may give, one by one; of two registrations it gives the earlier. */
const groups = [...fieldGroups, ['registered_day']];

/** Compares the one who was kept before and after the merge and now. Whoever was merged into him later is gone from him again. */
export async function fieldsApart(db: Kysely<unknown>, merge: UndoableMerge): Promise<FieldsApart> {
  const { kept, recording } = merge;
  const [before, after, now] = [
    await readEnded(db, kept, recording),
    (await readBrought(db, kept, recording)) ?? (await readNow(db, kept)),
    await readNow(db, kept),
  ];
  const found = { back: [] as string[], edited: [] as string[], sets: [] as Expression[] };
  for (const group of groups) {
    const same = (a: Version, b: Version): boolean =>
      group.every((name) => !isCompared(name) || a.cells[name] === b.cells[name]);
    const [first = ''] = group;
    if (same(before, after)) continue;
    if (!same(after, now)) {
      found.edited.push(first);
      continue;
    }
    found.back.push(first);
    found.sets.push(...group.map((name) => sql`${sql.ref(name)} = ${before.row(name)}`));
  }
  customApart({ before, after, now }, found);
  return found;
}

interface Versions {
  readonly before: Version;
  readonly after: Version;
  readonly now: Version;
}

interface Found {
  readonly back: string[];
  readonly edited: string[];
  readonly sets: Expression[];
}

function customApart({ before, after, now }: Versions, found: Found): void {
  const custom = new Map(Object.entries(now.custom));
  const written = (value: unknown): string => JSON.stringify(value ?? null);
  for (const [id, value] of Object.entries(after.custom)) {
    if (id in before.custom) continue;
    if (written(now.custom[id]) !== written(value)) {
      found.edited.push(id);
      continue;
    }
    custom.delete(id);
    found.back.push(id);
  }
  const sorted = [...custom].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = sorted.length === 0 ? null : JSON.stringify(Object.fromEntries(sorted));
  if (Object.keys(after.custom).some((id) => !(id in before.custom))) found.sets.push(sql`custom = ${text}`);
}

async function readEnded(db: Kysely<unknown>, customer: bigint, by: bigint): Promise<Version> {
  const found = await readVersion(db, 'customers_history', customer, sql`ended_by = ${bigint(by)}`);
  if (found === null) throw new Error(`no version of customer ${customer} that recording ${by} ended`);
  return found;
}

/** Null where it is the current version. */
async function readBrought(db: Kysely<unknown>, customer: bigint, by: bigint): Promise<Version | null> {
  return await readVersion(db, 'customers_history', customer, sql`recorded_by = ${bigint(by)}`);
}

async function readNow(db: Kysely<unknown>, customer: bigint): Promise<Version> {
  const found = await readVersion(db, 'customers', customer, sql`true`);
  if (found === null) throw new Error(`no customer ${customer}`);
  return found;
}

async function readVersion(
  db: Kysely<unknown>,
  table: string,
  customer: bigint,
  which: Expression,
): Promise<Version | null> {
  const names = [...groups.flat(), 'custom'];
  const from = sql`${sql.table(table)} as version where version.customer_id = ${bigint(customer)} and ${which}`;
  const texts = names.map((name) => sql`cast(${sql.ref(name)} as text) as ${sql.ref(name)}`);
  const { rows } = await sql<Cells>`select ${commas(texts)} from ${from}`.execute(db);
  const [cells] = rows;
  if (cells === undefined) return null;
  const row = (column: string): Expression => sql`(select ${sql.ref(`version.${column}`)} from ${from})`;
  return { cells, custom: JSON.parse(cells.custom ?? '{}') as Custom, row };
}
