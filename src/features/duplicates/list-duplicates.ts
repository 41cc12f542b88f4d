import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { agreementNames, confidenceOf } from '../../domain/duplicates/evidence.ts';
import type { Field } from '../../domain/field.ts';
import { refuse } from '../../domain/problem.ts';
import type { Text } from '../../domain/text.ts';
import { and, bigint, constantText, type Expression } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import type { Seal } from '../contacts/seal.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import { type Place, readCursor, writeCursor } from '../customers/cursor.ts';
import { type CustomerRow, readRows } from '../customers/customer-row.ts';
import { type Reading, readCustomers } from '../customers/reading.ts';
import { isoMoment } from '../register/recording.ts';
import {
  type ComparedCustomer,
  type ComparedField,
  compareCustomers,
  keptByDefault,
  readCompared,
} from './compare-customers.ts';
import { type PairState, pairStates } from './decisions.ts';
import { readMemberFields } from './member-fields.ts';
import { allReasons, type PairReason, reasonsOf } from './pair-reasons.ts';
import { type DuplicateSearch, readSearch } from './search-duplicates.ts';

/** One of the two of a pair. */
export interface PairedCustomer extends Pick<CustomerRow, 'id' | 'externalId' | 'name' | 'owner' | 'tier'> {
  readonly orders: number;
  readonly lastOrder: string | null;
}

export interface DuplicatePair {
  readonly one: PairedCustomer;
  readonly other: PairedCustomer;
  /** Whole percent from 1 to 99. */
  readonly confidence: number;
  readonly reasons: readonly PairReason[];
  readonly against: readonly PairReason[];
  readonly fields: readonly ComparedField[];
  /** Who is kept unless somebody says otherwise. */
  readonly kept: string;
  readonly decision: { readonly author: string; readonly decidedAt: string; readonly reason: string } | null;
}

export interface DuplicatePage {
  readonly pairs: readonly DuplicatePair[];
  /** Pairs in each state, whatever speaks for them. */
  readonly counts: Readonly<Record<PairState, number>>;
  /** What speaks for pairs of the state that was asked for, and for how many of them. */
  readonly reasons: readonly { readonly id: string; readonly says: Text; readonly pairs: number }[];
  /** Null before the first. */
  readonly search: DuplicateSearch | null;
  readonly next: string | null;
}

export interface DuplicateRequest {
  readonly visibility: Visibility;
  readonly state: PairState;
  /** Only pairs for which this speaks. */
  readonly reason: string | null;
  readonly limit: number;
  /** The cursor that the page before gave. */
  readonly after: string | null;
}

interface Row {
  readonly one: bigint;
  readonly other: bigint;
  readonly points: number;
  readonly facts: string;
  readonly against: string;
  readonly author: string | null;
  readonly decided: string | null;
  readonly reason: string | null;
}

/**
 * Pairs that the last search found, the most confident first; of whom both may be seen and are still there. Throws an InputError for
 * a reason that there is not.
 */
export async function listDuplicates(
  folder: DataFolder,
  seal: Seal,
  { visibility, state, reason, limit, after }: DuplicateRequest,
): Promise<DuplicatePage> {
  return await readCustomers(folder, async (reading) => {
    const { db } = reading;
    const members = await readMemberFields(db);
    const [search, reasons] = [await readSearch(db), allReasons(members)];
    if (reason !== null && !reasons.some(({ id }) => id === reason)) refuseReason(reason);
    const query = ['duplicates', visibility, state, reason, search?.searchedAt ?? null];
    const place = after === null ? null : readCursor(after, query, seal);
    const chosen = { visibility, state, reason, place, limit: limit + 1 };
    const rows = await readPairs(db, chosen);
    const listed = rows.slice(0, limit);
    const last = listed.at(-1);
    const counted = await countPairs(
      db,
      visibility,
      reasons.map(({ id }) => id),
    );
    return {
      pairs: await withCustomers(reading, listed, members, search?.customers ?? 0),
      counts: Object.fromEntries(
        pairStates.map((each) => [each, counted.get(each)?.[0] ?? 0]),
      ) as DuplicatePage['counts'],
      reasons: reasons
        .map((each, index) => ({ ...each, pairs: counted.get(state)?.[index + 1] ?? 0 }))
        .filter(({ pairs, id }) => pairs > 0 || id === reason),
      search,
      next: rows.length > limit && last !== undefined ? writeCursor(placeOf(last), query, seal) : null,
    };
  });
}

/** How many pairs wait for somebody's decision, of whom both may be seen. */
export async function countOpen(folder: DataFolder, visibility: Visibility): Promise<number> {
  const { reader } = folder.database();
  return (await countPairs(reader, visibility, [])).get('open')?.[0] ?? 0;
}

function placeOf({ points, one, other }: Row): Place {
  return { value: String(points), number: `${one} ${other}` };
}

/** Pairs of whom both are there and may be seen. */
function visiblePairs(visibility: Visibility): Expression {
  const seen = (alias: string): Expression =>
    sql`${sql.ref(`${alias}.customer_id`)} = p.${sql.ref(`${alias}_id`)} and ${visibleTo(visibility, sql.ref(`${alias}.owner`)) ?? sql`true`}`;
  return sql`duplicate_pairs as p join customers as one on ${seen('one')} join customers as other on ${seen('other')}`;
}

/** By the name of a fact as pairs have it. */
function speaks(fact: string): Expression {
  return sql`strpos(concat(' ', p.facts), ${constantText(` ${fact}:`)}) > 0`;
}

/** For each state all pairs, then those for which each of the facts speaks. */
async function countPairs(
  db: Kysely<unknown>,
  visibility: Visibility,
  facts: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const counts = facts.map(
    (fact, index) => sql`, count(*) filter (where ${speaks(fact)}) as ${sql.ref(`n${index}`)}`,
  );
  const { rows } = await sql<
    Readonly<Record<string, bigint>> & { readonly state: string }
  >`select p.state, count(*) as n
    ${sql.join(counts, sql``)} from ${visiblePairs(visibility)} group by p.state`.execute(db);
  return new Map(
    rows.map((row) => [row.state, [row.n, ...facts.map((_, index) => row[`n${index}`])].map(Number)]),
  );
}

interface Chosen extends Pick<DuplicateRequest, 'visibility' | 'state' | 'reason' | 'limit'> {
  readonly place: Place | null;
}

async function readPairs(
  db: Kysely<unknown>,
  { visibility, state, reason, place, limit }: Chosen,
): Promise<readonly Row[]> {
  const wanted = [
    sql`p.state = ${constantText(state)}`,
    ...(reason === null ? [] : [speaks(reason)]),
    ...(place === null ? [] : [afterPlace(place)]),
  ];
  const { rows } = await sql<Row>`select p.one_id as one, p.other_id as other, p.points, p.facts, p.against,
      d.author, cast(d.decided_at as text) as decided, d.reason
    from ${visiblePairs(visibility)} left join duplicate_decisions as d on d.decision_id = p.decision_id
    where ${and(wanted)} order by p.points desc, p.one_id, p.other_id limit ${sql.lit(limit)}`.execute(db);
  return rows;
}

function afterPlace({ value, number }: Place): Expression {
  const points = sql.lit(Number(value));
  const [one, other] = number.split(' ').map((id) => bigint(BigInt(id)));
  return sql`(p.points < ${points} or (p.points = ${points} and (p.one_id > ${one} or (p.one_id = ${one} and p.other_id > ${other}))))`;
}

async function withCustomers(
  reading: Reading,
  rows: readonly Row[],
  members: readonly Field[],
  customers: number,
): Promise<DuplicatePair[]> {
  const ids = [...new Set(rows.flatMap(({ one, other }) => [one, other]))];
  const [compared, shown] = [await readCompared(reading, ids), await readRows(reading, ids)];
  const listed = new Map(shown.map((row) => [row.id, row]));
  const custom = [...reading.fields.values()].filter(({ isCustom }) => isCustom).map(({ field }) => field);
  return rows.flatMap((row) => {
    const [one, other] = [compared.get(row.one), compared.get(row.other)];
    if (one === undefined || other === undefined) return [];
    const paired = (customer: ComparedCustomer): PairedCustomer => {
      const known = listed.get(String(customer.id));
      const { orders, lastOrder, externalId, owner } = customer;
      const [name, tier] = [known?.name ?? null, known?.tier ?? null];
      return { id: String(customer.id), externalId, name, owner, tier, orders, lastOrder };
    };
    return [
      {
        ...{ one: paired(one), other: paired(other), confidence: confidenceOf(row.points) },
        ...reasonsOf(row, members, customers),
        fields: compareCustomers(one, other, custom),
        kept: String(keptByDefault(one, other).id),
        decision:
          row.author === null
            ? null
            : { author: row.author, decidedAt: isoMoment(row.decided) ?? '', reason: row.reason ?? '' },
      },
    ];
  });
}

function refuseReason(reason: string): never {
  const known = agreementNames.filter((name) => name !== 'member').join(', ');
  return refuse(
    'unknown-reason',
    'reason',
    `没有“${reason}”这种理由；可以是 ${known}，或 GET /duplicates 列出的本店字段`,
    `there is no reason “${reason}”; it may be ${known}, or a field of your own that GET /duplicates lists`,
  );
}
