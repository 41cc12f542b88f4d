import { createHash, type Hash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import { bigint, date, type Expression } from '../../sql/expression.ts';
import { momentSql, nextNumber } from '../register/recording.ts';
import type { PublishedScheme } from '../schemes/published-schemes.ts';
import { tierIdSql } from './shown-tier.ts';

/** Entries that are written together; each batch's digest holds all before it as well. */
export interface Batch {
  readonly id: bigint;
  readonly kind: 'day' | 'touched' | 'late' | 'scheme';
  /** The last day that it decides. */
  readonly day: Day;
  readonly evaluation: bigint | null;
  /** With what was chosen for holders, where it is brought in. */
  readonly scheme: Pick<PublishedScheme, 'id' | 'version' | 'scheme'> & Partial<PublishedScheme>;
  /** Whether it says of days gone by what was not known then: all its entries are corrections. */
  readonly isLate: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export const SCHEME_CHANGE = 'scheme change';

/** A batch with the next number; its entries are to be written in the same transaction. */
export async function openBatch(db: Queryable, batch: Omit<Batch, 'id'>): Promise<Batch> {
  return { ...batch, id: await nextNumber(db.kysely, 'ledger_batches', 'batch_id') };
}

/** Enters what a day changed; `changes` is a relation of what `changesOfDay` gives. */
export async function enterChanges(db: Queryable, batch: Batch, changes: Expression): Promise<void> {
  const { scheme } = batch.scheme;
  const day = date(batch.day);
  const corrects = batch.isLate
    ? sql`true`
    : sql`(again and kind is distinct from ${sql.lit(SCHEME_CHANGE)})`;
  const byHand = sql`(tier is not distinct from known_tier)`;
  await run(
    db,
    sql`insert into tier_ledger select customer_id, coalesce(known_entries, 0) + 1, ${bigint(batch.id)}, ${day},
        ${recordedAt(batch)},
        case when ${byHand} then 'override' when ${corrects} then 'correction' else kind end,
        case when ${corrects} and not ${byHand} then kind end,
        ${tierIdSql(scheme, sql`was_shown`)}, ${tierIdSql(scheme, sql`shown`)}, ${tierIdSql(scheme, sql`tier`)}, ${risesSql},
        coalesce(decided, ${day}), reason
      from ${changes} as n where enters order by customer_id`,
  );
}

/** Null where the tier shown stays the same, or is the first. */
export const risesSql = sql`case when shown <> was_shown then shown > was_shown end`;

export function recordedAt({ at }: Pick<Batch, 'at'>): Expression {
  return momentSql(at);
}

/** Notes a batch with its digest, once its entries are written. One without entries is not noted unless it is a day's or a standard's. */
export async function closeBatch(db: Queryable, batch: Batch): Promise<void> {
  const digests = await digestsOf(db.kysely, sql`batch_id = ${bigint(batch.id)}`);
  const { entries, digest } = digests.get(batch.id) ?? emptyDigest;
  if (entries === 0 && batch.kind !== 'day' && batch.kind !== 'scheme') return;
  const { rows } = await sql<{ chained: string }>`select chained from ledger_batches
    order by ledger_batches.batch_id desc limit 1`.execute(db.kysely);
  const chained = chainedDigest(rows[0]?.chained ?? '', digest);
  const { id, version, holders } = batch.scheme;
  await run(
    db,
    sql`insert into ledger_batches values (${bigint(batch.id)}, ${batch.kind}, ${date(batch.day)},
      ${batch.evaluation === null ? sql`null` : bigint(batch.evaluation)}, ${id}, cast(${sql.lit(version)} as integer),
      ${recordedAt(batch)}, ${bigint(entries)}, ${digest}, ${chained},
      cast(${batch.kind === 'scheme' ? (holders ?? null) : null} as text))`,
  );
}

/** A batch's digest that holds all batches before it: SHA-256 of the last such digest and its own. */
export function chainedDigest(before: string, digest: string): string {
  return createHash('sha256').update(`${before}\n${digest}`).digest('hex');
}

/** The number of the last batch; 0 before the first. */
export async function lastBatch(db: Kysely<unknown>): Promise<bigint> {
  const { rows } = await sql<{
    last: bigint | null;
  }>`select max(batch_id) as last from ledger_batches`.execute(db);
  return rows[0]?.last ?? 0n;
}

/** How many customers have another tier shown since a batch, or their first. */
export async function countChanged(db: Queryable, since: bigint): Promise<number> {
  const [row = {}] = await run(
    db,
    sql`select count(distinct customer_id) as n from tier_ledger
      where batch_id > ${bigint(since)} and from_tier is distinct from to_tier`,
  );
  return Number(row.n);
}

export interface BatchDigest {
  readonly entries: number;
  /** SHA-256 of the MD5s of the batch's entries by thousands of customers. */
  readonly digest: string;
}

/** The digests of the batches that a condition on `batch_id` chooses, as their entries stand now. */
export async function digestsOf(
  db: Kysely<unknown>,
  only: Expression,
): Promise<ReadonlyMap<bigint, BatchDigest>> {
  const fields = [
    'entry_no',
    'effective',
    'recorded_at',
    'kind',
    'outcome',
    'from_tier',
    'to_tier',
    'held_tier',
    'rises',
  ];
  const written = [...fields, 'decided', 'reason'].map(
    (name) => sql`coalesce(cast(${sql.ref(name)} as text), '')`,
  );
  const line = sql.join([sql`cast(customer_id as text)`, ...written], sql` || '|' || `);
  const { rows } = await sql<{
    batch: bigint;
    part: bigint;
    n: bigint;
    digest: string;
  }>`select batch_id as batch, customer_id / 1000 as part,
      count(*) as n, md5(string_agg(${line}, ';' order by customer_id, entry_no)) as digest
    from tier_ledger where ${only} group by batch_id, customer_id / 1000 order by batch, part`.execute(db);
  const hashes = new Map<bigint, { entries: number; hash: Hash }>();
  for (const { batch, part, n, digest } of rows) {
    const { entries, hash } = hashes.get(batch) ?? { entries: 0, hash: createHash('sha256') };
    hashes.set(batch, { entries: entries + Number(n), hash: hash.update(`${part} ${digest}\n`) });
  }
  return new Map(
    [...hashes].map(([batch, { entries, hash }]) => [batch, { entries, digest: hash.digest('hex') }]),
  );
}

/** Of a batch without entries. */
export const emptyDigest: BatchDigest = { entries: 0, digest: createHash('sha256').digest('hex') };
