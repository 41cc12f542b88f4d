import type { Kysely } from 'kysely';
import { dayOf } from '../../domain/calendar.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Dialect } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import type { Seal } from '../contacts/seal.ts';
import type { Generations } from '../evaluations/generation.ts';
import { regradeBuyers } from '../evaluations/grade-touched.ts';
import { earnBySent } from '../points/orders-earn.ts';
import { answersOf, type KeyedRequest, noteAnswers } from '../requests/answer-once.ts';
import { lookUp } from './look-up.ts';
import { meetStrangers } from './meet-strangers.ts';
import { identifyOrders } from './order-identity.ts';
import type { NamedOrder } from './order-rows.ts';
import { foreignOrders } from './own-customers.ts';
import { recordOrders } from './record-orders.ts';
import { noteRecording } from './recording.ts';
import { doubtsOfOrder, type Remarks } from './remarks.ts';
import { readOrder } from './written-order.ts';
import type { WrittenIn } from './written-values.ts';

/** Orders that somebody sends, each as it was written. */
export interface OrderRequest {
  readonly orders: readonly unknown[];
  /** To whose customers the sender's right to write orders reaches. */
  readonly visibility: Visibility;
  readonly author: string;
  /** Whether orders that name no buyer are kept, as nobody's. */
  readonly withoutBuyer?: boolean;
  /** By which a copy of the request is known. */
  readonly keyed?: KeyedRequest | null;
}

/** What became of an order. A later one of the same number in the same request supersedes it. */
export type OrderResult =
  | {
      readonly status: 'added' | 'changed' | 'unchanged' | 'superseded';
      readonly orderId: string;
      /** What is in doubt about it, if anything is. */
      readonly remarks?: Remarks;
    }
  | { readonly problems: readonly Problem[] };

export interface KeptOrders {
  /** One for each order, in their order. */
  readonly results: readonly OrderResult[];
  /** Whether the customers' tiers and metrics take them into account; not before the first evaluation. */
  readonly graded: boolean;
}

/** A request read: what is to be kept, at its place, and the results that are known already. */
export interface ReadRequest extends Omit<OrderRequest, 'orders' | 'withoutBuyer'> {
  readonly named: ReadonlyMap<number, NamedOrder>;
  readonly results: readonly (OrderResult | null)[];
  /** What is in doubt about those that are to be kept, where anything is. */
  readonly remarks: ReadonlyMap<number, Remarks>;
}

/** Reads the orders of a request that comes at a moment, in milliseconds since 1970. */
export function readRequest(
  { orders, withoutBuyer, ...from }: OrderRequest,
  form: WrittenIn,
  now: number,
): ReadRequest {
  const today = dayOf(now, form.timeZone);
  const results: (OrderResult | null)[] = [];
  const readable = orders.flatMap((written, at) => {
    const read = readOrder(written, `orders[${at}]`, form, withoutBuyer);
    results.push('customer' in read ? null : { problems: read });
    return 'customer' in read ? [{ at, order: read }] : [];
  });
  const identities = identifyOrders(readable.map(({ order }) => order));
  const last = new Map(identities.map(({ id }, index) => [id, index]));
  const named = new Map<number, NamedOrder>();
  const remarks = new Map<number, Remarks>();
  for (const [index, identity] of identities.entries()) {
    const { at, order } = readable[index] as (typeof readable)[number];
    if (last.get(identity.id) !== index) {
      results[at] = { status: 'superseded', orderId: identity.ref };
      continue;
    }
    named.set(at, { order, identity });
    const said = doubtsOfOrder(order, `orders[${at}]`, today);
    if (said.length > 0) remarks.set(at, said);
  }
  return { ...from, named, results, remarks };
}

export interface Keeping {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** How many publications of standards there were when the requests were read. */
  readonly publications: bigint;
  readonly generations: Generations;
  /** Without it nobody is known by what orders say of their customers. */
  readonly seal?: Seal | null;
}

/**
 * Keeps the orders of requests that have none in common, each request's good ones, and grades their customers anew, in
 * one transaction. It only touches the database, as it may be run again. Null, and nothing kept, where another scheme was
 * published since the requests were read: they may say something else by now. A copy of a request that was answered before keeps nothing.
 */
export async function keepTogether(
  trx: Kysely<unknown>,
  dialect: Dialect,
  requests: readonly ReadRequest[],
  keeping: Keeping,
): Promise<readonly KeptOrders[] | null> {
  const answers = await answersOf<KeptOrders>(
    trx,
    requests.flatMap(({ keyed }) => keyed ?? []),
  );
  const answerTo = ({ keyed }: ReadRequest) => (keyed ? answers.get(keyed.id) : undefined);
  const news = requests.filter((request) => answerTo(request) === undefined);
  const kept = news.length === 0 ? [] : await keepNew(trx, dialect, news, keeping);
  if (kept === null) return null;
  const answered = news.flatMap(({ keyed }, index) =>
    keyed ? [{ request: keyed, answer: kept[index] }] : [],
  );
  await noteAnswers(trx, answered, keeping.at);
  let next = 0;
  return requests.map((request) => answerTo(request) ?? (kept[next++] as KeptOrders));
}

async function keepNew(
  trx: Kysely<unknown>,
  dialect: Dialect,
  requests: readonly ReadRequest[],
  { at, publications, generations, seal = null }: Keeping,
): Promise<readonly KeptOrders[] | null> {
  const touched: bigint[] = [];
  const outcomes = new Map<bigint, 'added' | 'changed'>();
  const looked = await lookUp(
    trx,
    dialect,
    requests.flatMap(({ named }) => [...named.values()]),
  );
  if (looked.publications !== publications) return null;
  const refused = await foreignOrders(trx, dialect, requests, looked);
  let { recording, customers } = looked;
  for (const author of new Set(requests.map((request) => request.author))) {
    const named = requests
      .filter((request) => request.author === author)
      .flatMap((request) => [...request.named.values()].filter((order) => !refused.has(order)));
    if (named.length === 0) continue;
    recording += 1n;
    await noteRecording(trx, recording, { at, author, importId: null });
    const met =
      seal === null ? customers : await meetStrangers(trx, dialect, seal, named, recording, customers);
    const anyFurtherNames = looked.anyFurtherNames || met !== customers;
    const known = { ...looked, customers: met, anyFurtherNames };
    const recorded = await recordOrders(trx, dialect, named, recording, known);
    customers = recorded.numbers;
    touched.push(...recorded.customers);
    for (const [id, outcome] of recorded.outcomes) outcomes.set(id, outcome);
  }
  const generation = await generations(trx, looked.evaluation);
  const anyChanged = [...outcomes.values()].includes('changed');
  const sent = { customers: touched, before: looked.recording, last: recording, anyChanged, at };
  await earnBySent(trx, dialect, generation, sent);
  await regradeBuyers(trx, dialect, touched, at, generation);
  const graded = generation !== null;
  const resultOf = (named: NamedOrder, index: number, remarks: Remarks | undefined): OrderResult => {
    if (refused.has(named)) return { problems: [notYours(index)] };
    const { id, ref } = named.identity;
    return { status: outcomes.get(id) ?? 'unchanged', orderId: ref, ...(remarks && { remarks }) };
  };
  return requests.map(({ results, named, remarks }) => ({
    results: results.map((known, index) => {
      const kept = named.get(index);
      return kept === undefined ? (known as OrderResult) : resultOf(kept, index, remarks.get(index));
    }),
    graded,
  }));
}

/** Says nothing of whether there is such a customer. */
function notYours(index: number): Problem {
  return problem(
    'forbidden',
    `orders[${index}].customerId`,
    '这不是您负责的客户；请核对客户编号，或请负责人录入',
    'this is no customer of yours; check the customer id, or ask whoever is responsible to enter it',
  );
}
