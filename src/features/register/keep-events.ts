import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { dayOf } from '../../domain/calendar.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { Dialect } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import type { Generations } from '../evaluations/generation.ts';
import { regrade } from '../evaluations/grade-touched.ts';
import { answerOnce, type KeyedRequest } from '../requests/answer-once.ts';
import { chosen } from './chosen.ts';
import { identifyEvents, type NamedEvent } from './event-identity.ts';
import { type OwnedEvent, recordEvents } from './record-events.ts';
import { startRecording } from './recording.ts';
import { doubtsOfEvent, type Remarks } from './remarks.ts';
import { readEvent } from './written-event.ts';
import { writtenIn } from './written-values.ts';

/** Events that somebody sends, each as it was written. */
export interface EventRequest {
  readonly events: readonly unknown[];
  /** To whose customers the sender's right to write reaches. */
  readonly visibility: Visibility;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** By which a copy of the request is known. */
  readonly keyed?: KeyedRequest | null;
  /** What else is to be kept in the same transaction. */
  readonly also?: (trx: Kysely<unknown>, results: readonly EventResult[]) => Promise<void>;
}

export type EventResult =
  | {
      readonly status: 'added' | 'changed' | 'unchanged';
      readonly id: string;
      /** What is in doubt about it, if anything is. */
      readonly remarks?: Remarks;
    }
  | { readonly problems: readonly Problem[] };

export interface KeptEvents {
  /** One for each event, in their order. */
  readonly results: readonly EventResult[];
  /** Whether the customers' tiers and metrics take them into account; not before the first evaluation. */
  readonly graded: boolean;
}

/** Keeps the good ones of a request's events and grades their customers anew, in one transaction; on disk when it resolves. */
export async function keepEvents(
  folder: DataFolder,
  request: EventRequest,
  generations: Generations,
): Promise<KeptEvents> {
  const { dialect, reader } = folder.database();
  const form = await writtenIn(reader);
  const read = request.events.map((written, at) => readEvent(written, `events[${at}]`, form));
  const named = identifyEvents(read.flatMap((each) => ('customer' in each ? each : [])));
  const { at, author, keyed = null, also } = request;
  const today = dayOf(at, form.timeZone);
  const keep = async (trx: Kysely<unknown>): Promise<KeptEvents> => {
    const customers = await customersOf(trx, dialect, request.visibility, named);
    const owned = named.flatMap((each): OwnedEvent[] => {
      const customer = customers.get(each.event.customer);
      return customer === undefined ? [] : [{ ...each, customer }];
    });
    const start = async () => await startRecording(trx, { at, author, importId: null });
    const recorded = await recordEvents(trx, dialect, owned, start);
    const generation = await generations(trx);
    await regrade(trx, dialect, [...recorded.customers], at, generation);
    let next = 0;
    const results = read.map((each, index): EventResult => {
      if (!('customer' in each)) return { problems: each };
      const id = named[next++]?.id ?? 0n;
      if (!customers.has(each.customer)) return { problems: [stranger(index, request.visibility)] };
      const remarks = doubtsOfEvent(each, `events[${index}]`, today);
      const status = recorded.outcomes.get(id) ?? 'unchanged';
      return { status, id: String(id), ...(remarks.length > 0 && { remarks }) };
    });
    await also?.(trx, results);
    return { results, graded: generation !== null };
  };
  return await folder.writer.write(
    async (trx) => await answerOnce(trx, keyed, at, async () => await keep(trx)),
  );
}

/** The numbers of the events' customers by their external ids, of those the sender may write for. */
async function customersOf(
  trx: Kysely<unknown>,
  dialect: Dialect,
  visibility: Visibility,
  named: readonly NamedEvent[],
): Promise<ReadonlyMap<string, bigint>> {
  if (named.length === 0) return new Map();
  const ids = [...new Set(named.map(({ event }) => event.customer))];
  const own =
    'all' in visibility
      ? sql``
      : sql` and customer_id in (select customer_id from customers where owner = ${visibility.owner})`;
  const { rows } = await sql<{
    id: string;
    customer: bigint;
  }>`select external_id as id, customer_id as customer
    from customer_names where external_id in ${chosen(dialect, 'text', ids)}${own}`.execute(trx);
  return new Map(rows.map(({ id, customer }) => [id, customer]));
}

/** Who writes for his own customers only is not told whether there is such a customer. */
function stranger(index: number, visibility: Visibility): Problem {
  const path = `events[${index}].customerId`;
  if ('all' in visibility) {
    return problem(
      'no-such-customer',
      path,
      '没有这位客户；请核对客户编号，或先录入这位客户',
      'there is no such customer; check the customer id, or enter the customer first',
    );
  }
  return problem(
    'forbidden',
    path,
    '这不是您负责的客户；请核对客户编号，或请负责人录入',
    'this is no customer of yours; check the customer id, or ask whoever is responsible to enter it',
  );
}
