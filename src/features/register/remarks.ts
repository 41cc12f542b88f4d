import type { Day } from '../../domain/calendar.ts';
import {
  customerDoubts,
  type Doubt,
  type DoubtedValues,
  doubtConstants,
  doubted,
  doubtText,
  eventDoubts,
  orderDoubts,
} from '../../domain/doubts.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import type { ReadCustomer } from './written-customer.ts';
import type { ReadEvent } from './written-event.ts';
import type { ReadOrder } from './written-order.ts';

type Values = { readonly [K in keyof DoubtedValues]?: DoubtedValues[K] | null };
/** The members of a request that values come from. */
type Members = Readonly<Partial<Record<keyof DoubtedValues, string>>>;

/** Those of something that is kept, with what is in doubt about it. */
export type Remarks = readonly Problem[];

const allOfOrders = Object.values(orderDoubts);
const allOfCustomers = Object.values(customerDoubts);
const allOfEvents = Object.values(eventDoubts);

const orderMembers: Members = {
  amount: 'amount',
  refunded: 'refunded',
  orderedDay: 'orderedAt',
  paidDay: 'paidAt',
};
const customerMembers: Members = { birthday: 'birthday', registeredDay: 'registeredAt' };
const eventMembers: Members = { day: 'at', resolvedDay: 'resolvedAt', used: 'quantity' };

/** What is in doubt about an order of a request that stands at `path`; `today` is the business's. */
export function doubtsOfOrder(order: ReadOrder, path: string, today: Day): Remarks {
  const { amount, refunded, ordered, paid } = order;
  const [orderedDay, paidDay] = [ordered, paid].map((moment) => (moment?.day ?? null) as Day | null);
  const values = { amount, refunded, orderedDay: orderedDay ?? null, paidDay: paidDay ?? null };
  return remarksOn(allOfOrders, values, orderMembers, path, today);
}

/** Likewise about a customer; what the request does not speak of is not looked at. A path of '' is the request itself. */
export function doubtsOfCustomer(
  { columns }: Pick<ReadCustomer, 'columns'>,
  path: string,
  today: Day,
): Remarks {
  const values = {
    birthday: (columns.birthday ?? null) as Day | null,
    registeredDay: (columns.registered_day ?? null) as Day | null,
  };
  return remarksOn(allOfCustomers, values, customerMembers, path, today);
}

/** Likewise about an event. */
export function doubtsOfEvent(event: ReadEvent, path: string, today: Day): Remarks {
  const { source, at, resolvedDay, quantity } = event;
  const used = source === 'usage' ? quantity : null;
  const values = { day: at.day as Day, resolvedDay: resolvedDay as Day | null, used };
  return remarksOn(allOfEvents, values, eventMembers, path, today);
}

function remarksOn(
  doubts: readonly Doubt[],
  values: Values,
  members: Members,
  path: string,
  today: Day,
): Remarks {
  const all = { ...values, ...doubtConstants(today) };
  return doubts.flatMap((doubt) => {
    const which = doubted(doubt, all);
    if (which === null) return [];
    const { zh, en } = doubtText(doubt);
    const [kept, mended] = [
      '。已保存；如果写错了，请更正后再发一次',
      '. It was kept; if it is wrong, send it again corrected',
    ];
    const member = members[which] ?? which;
    return [problem(doubt.id, path === '' ? member : `${path}.${member}`, `${zh}${kept}`, `${en}${mended}`)];
  });
}
