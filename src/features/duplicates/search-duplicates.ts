import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Queryable } from '../../db/database.ts';
import type { Field } from '../../domain/field.ts';
import { bigint, commas, type JsonColumn } from '../../sql/expression.ts';
import { isoMoment, momentSql } from '../register/recording.ts';
import { pairKey, readDecisions, stateOf } from './decisions.ts';
import { type FactColumn, factTables, identifyingColumns, sharedTable } from './facts.ts';
import { type FoundPair, findPairs, memberFact } from './find-pairs.ts';
import { readMemberFields } from './member-fields.ts';

/** As many pairs are kept: more than anybody looks through. */
const MOST_PAIRS = 50_000;
/** Values that too many share, of each kind. */
const MOST_SHARED = 100;
/** As many rows are handed over at a time. */
const AT_ONCE = 10_000;

/** The last search. */
export interface DuplicateSearch {
  /** ISO 8601, UTC. */
  readonly searchedAt: string;
  readonly author: string;
  readonly customers: number;
  /** Pairs that it found and kept. */
  readonly pairs: number;
  /** False: there were more pairs; those with the most confidence are kept. */
  readonly isWhole: boolean;
  /** No customer was changed, added or merged since, and the same fields identify customers. */
  readonly isCurrent: boolean;
}

export interface Searching {
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** How many pairs are kept. */
  readonly most?: number;
}

/**
 * Searches everybody for pairs who may be one customer and keeps them instead of what the last search found. What was decided of a pair goes on
 * unless something new speaks for it.
 */
export async function searchDuplicates(
  folder: DataFolder,
  { author, at, most = MOST_PAIRS }: Searching,
): Promise<DuplicateSearch> {
  const { reader, dialect } = folder.database();
  const db: Queryable = { kysely: reader, dialect };
  const members = await readMemberFields(reader);
  // What is recorded while it is searched makes the search one of before.
  const { recording, customers } = await readState(reader);
  const found = await findPairs(db, members, customers, most + 1);
  const shared = await findShared(db, members);
  await folder.writer.write(async (trx) => {
    await keepPairs({ kysely: trx, dialect }, found.slice(0, most));
    await keepShared({ kysely: trx, dialect }, shared);
    const pairs = Math.min(found.length, most);
    await sql`delete from duplicate_search`.execute(trx);
    await sql`insert into duplicate_search values (1, ${momentSql(at)}, ${author}, ${bigint(recording)},
      ${bigint(customers)}, ${bigint(pairs)}, ${sql.lit(found.length <= most)}, ${membersText(members)})`.execute(
      trx,
    );
  });
  const search = await readSearch(folder.database().reader);
  if (search === null) throw new Error('a search vanished');
  return search;
}

/** Null before the first. */
export async function readSearch(db: Kysely<unknown>): Promise<DuplicateSearch | null> {
  const { rows } = await sql<{
    at: string;
    author: string;
    customers: bigint;
    pairs: bigint;
    is_whole: boolean;
    members: string;
    recording: bigint;
  }>`select cast(searched_at as text) as at, author, customers, pairs, is_whole, members, recording_id as recording
    from duplicate_search`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  const changed =
    await sql`select 1 from customers where recorded_by > ${bigint(row.recording)} limit 1`.execute(db);
  return {
    searchedAt: isoMoment(row.at),
    author: row.author,
    customers: Number(row.customers),
    pairs: Number(row.pairs),
    isWhole: row.is_whole,
    isCurrent: changed.rows.length === 0 && row.members === membersText(await readMemberFields(db)),
  };
}

function membersText(members: readonly Field[]): string {
  return JSON.stringify(members.map(({ id }) => id));
}

async function readState(db: Kysely<unknown>): Promise<{ recording: bigint; customers: number }> {
  const { rows } = await sql<{ recording: bigint; customers: bigint }>`select
    (select coalesce(max(recording_id), 0) from recordings) as recording, (select count(*) from customers) as customers`.execute(
    db,
  );
  return { recording: rows[0]?.recording ?? 0n, customers: Number(rows[0]?.customers ?? 0n) };
}

const pairColumns: readonly JsonColumn[] = [
  { name: 'one_id', type: 'bigint' },
  { name: 'other_id', type: 'bigint' },
  { name: 'points', type: 'integer' },
  { name: 'facts', type: 'text' },
  { name: 'against', type: 'text' },
  { name: 'state', type: 'text' },
  { name: 'decision_id', type: 'bigint' },
];

async function keepPairs(db: Queryable, found: readonly FoundPair[]): Promise<void> {
  const decisions = await readDecisions(db.kysely);
  await sql`delete from duplicate_pairs`.execute(db.kysely);
  const rows = found.map(({ one, other, ...pair }) => {
    const decision = decisions.get(pairKey(one, other));
    const state = stateOf(decision, pair.facts);
    const decided = state === 'open' ? null : String(decision?.id);
    return { one_id: String(one), other_id: String(other), ...pair, state, decision_id: decided };
  });
  await insertRows(db, 'duplicate_pairs', pairColumns, rows);
}

interface SharedValue {
  readonly fact: string;
  readonly value_key: string;
  readonly customers: string;
}

const sharedColumns: readonly JsonColumn[] = [
  { name: 'fact', type: 'text' },
  { name: 'value_key', type: 'text' },
  { name: 'customers', type: 'bigint' },
];

/** What so many have that it identifies nobody, the most frequent first. Addresses are left out: that many live at one is nothing odd. */
async function findShared({ kysely }: Queryable, members: readonly Field[]): Promise<SharedValue[]> {
  const columns = identifyingColumns(members).filter((column) => column !== 'address');
  const each = columns.map(
    (
      column,
    ) => sql`(select ${sql.lit(factOf(column, members))} as fact, value, customers from ${sharedTable(column)}
      order by customers desc, value limit ${sql.lit(MOST_SHARED)})`,
  );
  const { rows } = await sql<{ fact: string; value: string; customers: bigint }>`with ${factTables(members)}
    ${sql.join(each, sql` union all `)}`.execute(kysely);
  return rows.map(({ fact, value, customers }) => ({
    fact,
    value_key: value,
    customers: String(customers),
  }));
}

function factOf(column: FactColumn, members: readonly Field[]): string {
  const member = members[Number(column.replace('member_', ''))];
  return member === undefined ? column : memberFact(member.id);
}

async function keepShared(db: Queryable, shared: readonly SharedValue[]): Promise<void> {
  await sql`delete from duplicate_shared`.execute(db.kysely);
  await insertRows(db, 'duplicate_shared', sharedColumns, shared);
}

async function insertRows(
  { kysely, dialect }: Queryable,
  table: string,
  columns: readonly JsonColumn[],
  rows: readonly object[],
): Promise<void> {
  const names = commas(columns.map(({ name }) => sql.ref(name)));
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const given = dialect.rowsOfJson(JSON.stringify(rows.slice(from, from + AT_ONCE)), columns);
    await sql`insert into ${sql.table(table)} (${names}) select ${names} from ${given} as given`.execute(
      kysely,
    );
  }
}
