import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { AppError, decline } from '../../domain/app-error.ts';
import { dayOf } from '../../domain/calendar.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import { bigint, type Dialect } from '../../sql/expression.ts';
import type { Actor } from '../access/actor.ts';
import { authorName } from '../access/author-name.ts';
import { authorise, type Visibility } from '../access/authorise.ts';
import { note } from '../audit/audit.ts';
import type { Seal } from '../contacts/seal.ts';
import { currentGeneration } from '../evaluations/generation.ts';
import { regrade } from '../evaluations/grade-touched.ts';
import { answerOnce, type KeyedRequest } from '../requests/answer-once.ts';
import { chosen } from './chosen.ts';
import { readCustomFields } from './custom-fields.ts';
import { noteCustomers } from './customer-ids.ts';
import { groupCustomers } from './group-customers.ts';
import { recordCustomers } from './record-customers.ts';
import { startRecording } from './recording.ts';
import { doubtsOfCustomer, type Remarks } from './remarks.ts';
import { type CustomerForm, type ReadCustomer, readChanges, readCustomer } from './written-customer.ts';
import { writtenIn } from './written-values.ts';

/** Whoever writes customers, and when. */
export interface Writing {
  readonly actor: Actor;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** By which a copy of the request is known. */
  readonly keyed?: KeyedRequest | null;
}

export type CustomerResult =
  | {
      readonly status: 'added' | 'changed' | 'unchanged';
      /** What is in doubt about the customer, if anything is. */
      readonly remarks?: Remarks;
    }
  | { readonly problems: readonly Problem[] };

/**
 * Keeps the customers of a request that can be read, and grades them anew; of several with one id what the later say
 * goes over what the earlier say. Who may write own customers alone becomes the owner of new ones.
 */
export async function keepCustomers(
  folder: DataFolder,
  seal: Seal,
  given: readonly unknown[],
  writing: Writing,
): Promise<CustomerResult[]> {
  const form = await customerFormOf(folder);
  const read = given.map((each, index) => readCustomer(each, `customers[${index}]`, form));
  const good = read.flatMap((each) => ('externalId' in each ? [each] : []));
  const { dialect } = folder.database();
  const today = dayOf(writing.at, form.timeZone);
  const keep = async (trx: Kysely<unknown>): Promise<CustomerResult[]> => {
    const owners = await ownersOf(trx, dialect, good);
    const allowed = new Map<ReadCustomer, ReadCustomer>();
    for (const customer of good) {
      const mine = permitted(customer, owners.get(customer.externalId), writing.actor);
      if (mine !== null) allowed.set(customer, mine);
    }
    // Who writes for his own customers only must not reach others by their phone.
    const recognises = 'all' in authorise(writing.actor, 'customers:write');
    const by = { author: authorName(writing.actor), at: writing.at, recognises };
    const statuses = await recordRead(trx, dialect, seal, [...allowed.values()], form, by);
    return read.map((each, index): CustomerResult => {
      if (!('externalId' in each)) return { problems: each };
      if (!allowed.has(each)) return { problems: [notYours(index)] };
      const remarks = doubtsOfCustomer(each, `customers[${index}]`, today);
      const status = statuses.get(each.externalId) ?? 'unchanged';
      return { status, ...(remarks.length > 0 && { remarks }) };
    });
  };
  const { keyed = null, at } = writing;
  return await folder.writer.write(
    async (trx) => await answerOnce(trx, keyed, at, async () => await keep(trx)),
  );
}

export interface Change extends Writing {
  readonly id: bigint;
  /** As the caller knows the customer: one of these versions (`CustomerView`); null: however it stands. */
  readonly versions?: readonly string[] | null;
}

/**
 * Changes one customer by our number and grades them anew. Throws an InputError, or an AppError for who is not there or not to
 * be seen, for a hand-over that is not the actor's to make, and where somebody else has changed the customer meanwhile. Gives what is in doubt about it.
 */
export async function changeCustomer(
  folder: DataFolder,
  seal: Seal,
  given: unknown,
  { id, versions = null, keyed = null, ...writing }: Change,
): Promise<Remarks> {
  const form = await customerFormOf(folder);
  const changes = readChanges(given, form);
  if (!('columns' in changes)) throw new InputError(changes);
  const { dialect } = folder.database();
  const change = async (trx: Kysely<unknown>): Promise<null> => {
    const { rows } = await sql<
      Kept & { readonly version: string }
    >`select external_id, owner, cast(recorded_by as text) as version
      from customers where customer_id = ${id}`.execute(trx);
    const before = rows[0];
    if (before === undefined || !isVisible(authorise(writing.actor, 'customers:write'), before)) {
      throw new AppError('not-found', { zh: '没有这位客户', en: 'there is no such customer' });
    }
    const { owner = before.owner } = changes.columns;
    authorise(writing.actor, 'customers:write', { owner });
    if (versions !== null && !versions.includes(before.version)) refuseStale();
    const by = { author: authorName(writing.actor), at: writing.at };
    await recordRead(trx, dialect, seal, [{ externalId: before.external_id, ...changes }], form, by);
    return null;
  };
  await folder.writer.write(
    async (trx) => await answerOnce(trx, keyed, writing.at, async () => await change(trx)),
  );
  return doubtsOfCustomer(changes, '', dayOf(writing.at, form.timeZone));
}

function refuseStale(): never {
  return decline(
    'changed-meanwhile',
    '这位客户的资料在您读取之后被别人改过；请重新读取，看过变化后再改',
    'somebody has changed this customer since you read it; read it again, look at what changed, and then change it',
  );
}

interface Kept {
  readonly external_id: string;
  readonly owner: string | null;
}

function isVisible(visibility: Visibility, { owner }: Kept): boolean {
  return 'all' in visibility || visibility.owner === owner;
}

/** What the business reads customers with. */
export async function customerFormOf(folder: DataFolder): Promise<CustomerForm> {
  const { reader } = folder.database();
  return { ...(await writtenIn(reader)), fields: await readCustomFields(reader) };
}

/** The customers that are there already, with their owners. */
async function ownersOf(
  trx: Kysely<unknown>,
  dialect: Dialect,
  customers: readonly ReadCustomer[],
): Promise<ReadonlyMap<string, string | null>> {
  const ids = customers.map(({ externalId }) => externalId);
  const { rows } = await sql<Kept>`select external_id, owner from customers
    where external_id in ${chosen(dialect, 'text', ids)}`.execute(trx);
  return new Map(rows.map(({ external_id, owner }) => [external_id, owner]));
}

/** The customer as the actor may keep it, whose it is before and after; null where they may not. */
function permitted(
  customer: ReadCustomer,
  before: string | null | undefined,
  actor: Actor,
): ReadCustomer | null {
  const visibility = authorise(actor, 'customers:write');
  if ('all' in visibility) return customer;
  const { owner: own } = visibility;
  const { owner: after = own } = customer.columns;
  const isOwn = (before === undefined || before === own) && after === own;
  return isOwn ? { ...customer, columns: { ...customer.columns, owner: own } } : null;
}

interface Recording {
  readonly author: string;
  readonly at: number;
  /** Whether somebody may be recognised under an id that nobody has. */
  readonly recognises?: boolean;
}

type Statuses = ReadonlyMap<string, 'added' | 'changed'>;

/** Records customers that could be read, grades them anew and notes it; what became of each by its id, of those who are as they were nothing. */
export async function recordRead(
  trx: Kysely<unknown>,
  dialect: Dialect,
  seal: Seal,
  customers: readonly ReadCustomer[],
  { fields }: Pick<CustomerForm, 'fields'>,
  { author, at, recognises = false }: Recording,
): Promise<Statuses> {
  if (customers.length === 0) return new Map();
  const recordingId = await startRecording(trx, { at, author, importId: null });
  for (const group of groupCustomers(customers, fields)) {
    await recordCustomers(trx, dialect, seal, group, recordingId, undefined, recognises);
  }
  const { rows } = await sql<{
    id: bigint;
    external_id: string;
    changed: boolean;
  }>`select customer_id as id, external_id,
      exists (select 1 from customers_history h where h.customer_id = customers.customer_id and ended_by = ${recordingId}) as changed
    from customers where recorded_by = ${recordingId}`.execute(trx);
  const named = recognises ? await namedBy(trx, recordingId) : [];
  if (rows.length + named.length === 0) return new Map();
  const ids = [...rows, ...named].map(({ id }) => id);
  const unnoted = [...rows.filter(({ changed }) => !changed), ...named];
  await noteCustomers(
    trx,
    dialect,
    unnoted.map(({ id, external_id }) => ({ id, externalId: external_id })),
    recordingId,
  );
  await regrade(trx, dialect, ids, at, await currentGeneration(trx));
  await note(trx, { at, actor: author, action: 'customers-changed', ...noteOf(rows, named, customers) });
  const statuses = new Map(
    rows.map(({ external_id, changed }) => [
      external_id,
      changed ? ('changed' as const) : ('added' as const),
    ]),
  );
  for (const { external_id } of named) statuses.set(external_id, 'changed');
  return statuses;
}

/** The names that a recording gave, and whose they are. */
async function namedBy(
  trx: Kysely<unknown>,
  recordingId: bigint,
): Promise<readonly { readonly id: bigint; readonly external_id: string }[]> {
  const { rows } = await sql<{
    id: bigint;
    external_id: string;
  }>`select customer_id as id, external_id from merged_names
    where recorded_by = ${bigint(recordingId)}`.execute(trx);
  return rows;
}

/** Whom it was about, and which fields; what stood in them is in the history. */
function noteOf(
  rows: readonly { readonly external_id: string; readonly changed: boolean }[],
  named: readonly { readonly external_id: string }[],
  customers: readonly ReadCustomer[],
) {
  const fields = new Set(
    customers.flatMap(({ columns, custom }) => [...Object.keys(columns), ...Object.keys(custom)]),
  );
  const [only] = rows;
  return {
    subject: rows.length === 1 && only !== undefined ? only.external_id : null,
    detail: {
      added: rows.filter(({ changed }) => !changed).length,
      changed: rows.filter(({ changed }) => changed).length,
      ...(named.length === 0 ? {} : { recognised: named.map(({ external_id }) => external_id) }),
      fields: [...fields].sort(),
    },
  };
}

function notYours(index: number): Problem {
  return problem(
    'forbidden',
    `customers[${index}]`,
    '您只能录入自己负责的客户，也不能转给别人或从别人那里转来；请销售经理来办',
    'you may write customers of your own only, and hand over none; ask a manager to do it',
  );
}
