import { type Kysely, sql } from 'kysely';
import { type Day, dayOf } from '../../domain/calendar.ts';
import type { Value } from '../../domain/evaluate/value.ts';
import { fraction } from '../../domain/exact.ts';
import { refuse } from '../../domain/problem.ts';
import type { Part } from '../../domain/proof/listing.ts';
import type { Proof } from '../../domain/proof/proof.ts';
import { proveOrdersOf, proveTier } from '../../domain/proof/prove-tier.ts';
import type { ProvenOrders } from '../../domain/proof/proven-orders.ts';
import type { Visibility } from '../access/authorise.ts';
import { currentGeneration, type Generation } from '../evaluations/generation.ts';
import { customFields } from '../evaluations/kept-tables.ts';
import type { PublishedScheme } from '../schemes/published-schemes.ts';
import { currentScheme, schemeOn } from '../schemes/standard-in-force.ts';
import { findCustomer, type KeptCustomer, readHistory } from './read-history.ts';

/**
 * The proof of a customer's tier by the current scheme. A place among all customers is that of the published
 * evaluation, if it is of the same day and scheme version. `visibility` says whom of those he brought the reader may see. Throws
 * an InputError for an unknown customer.
 */
export async function explainTier(
  db: Kysely<unknown>,
  externalId: string,
  asOf: Day | null,
  now: number,
  visibility: Visibility = { all: true },
): Promise<Proof> {
  const { customer, current, generation, day } = await asked(db, externalId, asOf, now);
  const { scheme, version } = current;
  const same =
    generation?.asOf === day && generation.version === version && generation.scheme.id === scheme.id;
  const given = generation !== null && same ? await readValues(db, generation, customer) : new Map();
  const history = await readHistory(db, customer, customFields(scheme), day, visibility);
  return proveTier(scheme, history, day, given, { fitted: same ? generation.cuts : null });
}

/** A part of the orders behind one metric of that proof; null where it has no such metric over orders. */
export async function explainOrders(
  db: Kysely<unknown>,
  externalId: string,
  asOf: Day | null,
  now: number,
  metric: string,
  part: Part,
): Promise<ProvenOrders | null> {
  const { customer, current, day } = await asked(db, externalId, asOf, now);
  const history = await readHistory(db, customer, customFields(current.scheme), day, { all: true });
  return proveOrdersOf(metric, current.scheme, history, day, part);
}

interface Asked {
  readonly customer: KeptCustomer;
  readonly current: PublishedScheme;
  readonly generation: Generation | null;
  readonly day: Day;
}

async function asked(db: Kysely<unknown>, externalId: string, asOf: Day | null, now: number): Promise<Asked> {
  const latest = await currentScheme(db, now);
  if (latest === null) return refuseWithoutScheme();
  const customer = await findCustomer(db, externalId);
  if (customer === null) return refuseUnknown(externalId);
  const generation = await currentGeneration(db);
  const day = asOf ?? generation?.asOf ?? dayOf(now, latest.scheme.timeZone);
  // Of a past day by the standard of that day; of one before all standards by the current one.
  const current = (asOf === null ? null : await schemeOn(db, day)) ?? latest;
  return { customer, current, generation, day };
}

/** A proof, or a part of one, for programs: whole numbers that may be large are texts. */
export function asJson(proven: Proof | ProvenOrders): unknown {
  return JSON.parse(
    JSON.stringify(proven, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  );
}

/** A customer's metrics as an evaluation stored them. */
async function readValues(
  db: Kysely<unknown>,
  { graded }: Generation,
  { id }: KeptCustomer,
): Promise<Map<string, Value>> {
  const { rows } = await sql<Record<string, bigint | string | null>>`select * from ${sql.table(graded.table)}
    where customer_id = ${id}`.execute(db);
  const [row] = rows;
  if (row === undefined) return new Map();
  return new Map(
    graded.metrics.map(({ metric, value, den }) => {
      const read = row[value.name] ?? null;
      const divisor = den === null ? 10n ** BigInt(metric.scale) : (row[den.name] ?? null);
      const isNumber = typeof read === 'bigint' && typeof divisor === 'bigint';
      return [metric.id, isNumber ? fraction(read, divisor) : typeof read === 'bigint' ? null : read];
    }),
  );
}

function refuseUnknown(externalId: string): never {
  return refuse(
    'unknown-customer',
    externalId,
    '没有这位客户；编号要和导入的文件里写的一样',
    'there is no such customer; write the id as it stands in the imported files',
  );
}

function refuseWithoutScheme(): never {
  return refuse(
    'no-scheme',
    '',
    '还没有发布等级标准；先用 tierbook scheme publish 发布一个',
    'no scheme is published yet; publish one first with `tierbook scheme publish`',
  );
}
