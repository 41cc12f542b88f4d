import { fractionWords, plain } from '../describe/amount-words.ts';
import { joined } from '../describe/joining.ts';
import { type History, measure } from '../evaluate/measure.ts';
import type { CustomerEvent, EventSource } from '../event.ts';
import { fraction } from '../exact.ts';
import type { Measure } from '../metric.ts';
import { QUANTITY_SCALE } from '../order.ts';
import { isPointKind, pointKindName } from '../points.ts';
import { referralEvents } from '../referral.ts';
import { type Text, text } from '../text.ts';
import type { DayRange, Window } from '../window.ts';
import type { CustomerHistory } from './customer-history.ts';
import { reasonWords } from './left-out-words.ts';
import type { CountedEvent, LeftOutEvents, ProvenEvents } from './proven-events.ts';
import type { ReasonCode } from './proven-orders.ts';
import { outside } from './standing.ts';

/** A metric over events, with its window's days. */
export interface OverEvents {
  readonly definition: Measure & { readonly of: EventSource };
  readonly days: DayRange | null;
}

/** Which of a customer's events are behind a metric, and why the others of its source are not. */
export function proveEvents(
  { definition, days }: OverEvents,
  recorded: Pick<CustomerHistory, 'events' | 'referrals' | 'unseen'>,
  history: History,
  limit: number,
): ProvenEvents {
  const reasonOf = reasons(definition, days, history);
  const { unseen = new Set(), referrals = [] } = recorded;
  const events = [...recorded.events, ...referralEvents(referrals, history.asOf)];
  const told = events
    .filter(({ source }) => source === definition.of)
    .toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
    .map((event) => ({ event, code: reasonOf(event) }));
  const counted = told.filter(({ code }) => code === null);
  const codes = new Set(told.flatMap(({ code }) => code ?? []));
  const measured = { definition, days, asOf: history.asOf, currency: history.currency };
  return {
    source: definition.of,
    counted: {
      count: counted.length,
      listed: counted
        .slice(0, limit)
        .map(({ event }) => ({ day: event.day, words: eventWords(event, unseen) })),
      rest: Math.max(0, counted.length - limit),
    },
    leftOut: {
      count: told.length - counted.length,
      reasons: [...codes]
        .map((code): LeftOutEvents => {
          const count = told.filter((one) => one.code === code).length;
          return { code, count, words: reasonWords({ code, status: null }, measured) };
        })
        .sort((a, b) => b.count - a.count),
    },
  };
}

/** Asks the reference evaluator about histories of one event, in the days that the whole history has. */
function reasons(
  definition: Measure,
  days: DayRange | null,
  history: History,
): (event: CustomerEvent) => ReasonCode | null {
  const window: Window = { kind: 'fixed', from: days?.from ?? null, to: days?.to ?? null };
  const counts = (event: CustomerEvent, otherwise: Partial<Measure> = {}): boolean => {
    const alone = { ...history, purchases: [], refunds: [], events: [event] };
    const rows = measure({ ...definition, take: 'count', window, ...otherwise }, alone);
    return rows !== null && typeof rows !== 'string' && rows.num > 0n;
  };
  return (event) => {
    if (event.day > history.asOf) return 'after-day';
    const side = outside(event.day, days);
    if (side !== null) return side;
    if (counts(event)) return null;
    if (!counts(event, { where: null })) return 'blank';
    return definition.take === 'share' ? 'total-only' : 'where';
  };
}

const comma = text('，', ', ');

/** What an event says, in a few words; nothing where it says nothing but when it was. */
function eventWords(event: CustomerEvent, unseen: ReadonlySet<string>): CountedEvent['words'] {
  if (event.source === 'referrals') return referralWords(event, unseen);
  if (event.source === 'points') return pointsWords(event);
  const { rating, measure: what, quantity, kind, aspect, product, resolvedDay } = event;
  const said: Text[] = [];
  if (rating !== null) said.push(text(`${number(rating)} 分`, `rated ${number(rating)}`));
  if (quantity !== null) {
    const amount = [number(quantity), what].filter((part) => part !== null).join(' ');
    said.push(text(amount, amount));
  }
  for (const part of [kind, aspect, product, shortened(event.text)]) {
    if (part !== null) said.push(text(part, part));
  }
  if (resolvedDay !== null) said.push(text(`${resolvedDay} 解决`, `resolved ${resolvedDay}`));
  return said.length === 0 ? text('', '') : joined(said, comma);
}

function referralWords(
  { text: referred, resolvedDay: bought }: CustomerEvent,
  unseen: ReadonlySet<string>,
): Text {
  const isUnseen = referred === null || unseen.has(referred);
  const who = isUnseen ? text('其他负责人的客户', "somebody else's customer") : text(referred, referred);
  if (bought === null) return who;
  return joined([who, text(`${bought} 首次下单`, `first order ${bought}`)], comma);
}

function pointsWords({ quantity, kind, text: reason }: CustomerEvent): Text {
  const said: Text[] = [];
  if (quantity !== null) said.push(text(`${number(quantity)} 分`, `${number(quantity)} points`));
  if (kind !== null) said.push(isPointKind(kind) ? pointKindName(kind) : text(kind, kind));
  const why = shortened(reason);
  if (why !== null) said.push(text(why, why));
  return said.length === 0 ? text('', '') : joined(said, comma);
}

const MOST_CHARACTERS = 60;

function shortened(words: string | null): string | null {
  if (words === null) return null;
  const characters = Array.from(words.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' '));
  if (characters.length <= MOST_CHARACTERS) return characters.join('');
  return `${characters.slice(0, MOST_CHARACTERS).join('')}…`;
}

function number(millionths: bigint): string {
  return fractionWords(fraction(millionths, 10n ** BigInt(QUANTITY_SCALE)), plain);
}
