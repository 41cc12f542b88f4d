import type { Day } from '../../domain/calendar.ts';
import type { OrderStatus } from '../../domain/order.ts';
import { fillBasket } from './basket.ts';
import { stores } from './channels.ts';
import { customerIdDigits } from './customer-rows.ts';
import {
  emptyPage,
  encoded,
  endRow,
  type Page,
  putClock,
  putComma,
  putDigits,
  putEncoded,
  putYuan,
} from './page.ts';
import { type Settlement, settle } from './payment.ts';
import { isOpen, type Population } from './population.ts';
import type { DayOfPurchases } from './purchases.ts';
import { hash, type Random } from './random.ts';
import { draw, lots } from './weights.ts';

export const orderHeader =
  'order_id,customer_id,ordered_at,paid_at,amount,refunded,refunded_at,status,category,product,quantity,channel,store';

/** What happened to the orders. */
interface OrderTally {
  refunds: number;
}

/** One row per order, in the order they were placed; counts the refunds into the tally. */
export function* orderRows(
  people: Population,
  orders: number,
  days: readonly Day[],
  purchases: Iterable<DayOfPurchases>,
  random: Random,
  tally: OrderTally,
): Generator<Page> {
  const page = emptyPage();
  const dates = days.map((at) => encoded(`${at} `));
  const width = customerIdDigits(people.size);
  const step = Math.max(1, Math.floor(1_200_000_000 / Math.max(1, orders)));
  let orderNumber = 2_100_000_000;
  for (const { day, moments } of purchases)
    for (const moment of moments) {
      const second = Math.floor(moment / people.size);
      const customer = moment - second * people.size;
      putOrderId(page, orderNumber + Math.floor(random() * step), customer, random);
      orderNumber += step;
      putEncoded(page, idStart);
      putDigits(page, customer + 1, width);
      putMoment(page, dates, day, second);
      const store = chooseStore(people.store[customer] ?? 0, second, random);
      const { goods, quantity, amount } = fillBasket(people, customer, random);
      const settled = settle(day, second, days.length - 1, amount, doors[store] === true, random);
      if (settled.refunded > 0) tally.refunds += 1;
      putSettlement(page, settled, amount, dates);
      putEncoded(page, goods);
      putDigits(page, quantity, quantity < 10 ? 1 : 2);
      putEncoded(page, places[store] ?? nowhere);
      if (endRow(page)) yield page;
    }
  yield page;
}

/**
 * 19 digits as Taobao writes them: rising with time, ending in digits of the buyer.
 * The ten of the number are different for every order.
 */
function putOrderId(page: Page, number: number, customer: number, random: Random) {
  const upper = Math.floor(number / 100_000);
  putDigits(page, upper, 5);
  putDigits(page, number - upper * 100_000, 5);
  putDigits(page, Math.floor(random() * 1000), 3);
  putDigits(page, hash(customer, 0x5eed) % 1_000_000, 6);
}

/** `,paid_at,amount,refunded,refunded_at,status,` */
function putSettlement(page: Page, settled: Settlement, amount: number, dates: readonly Uint8Array[]) {
  putMoment(page, dates, settled.paidDay, settled.paidSecond);
  putComma(page);
  putYuan(page, amount);
  putComma(page);
  if (settled.refunded > 0) putYuan(page, settled.refunded);
  putMoment(page, dates, settled.refundDay, settled.refundSecond);
  putEncoded(page, statusTexts[settled.status]);
}

function putMoment(page: Page, dates: readonly Uint8Array[], day: number, second: number) {
  putComma(page);
  if (day < 0) return;
  putEncoded(page, dates[day] ?? nowhere);
  putClock(page, second);
}

/** Mostly where one always buys; else on some platform, as when the doors are closed. */
function chooseStore(usual: number, second: number, random: Random): number {
  const closed = doors[usual] === true && !isOpen(second);
  return closed || random() < 0.2 ? draw(platforms, random) : usual;
}

const doors = stores.map((store) => store.city !== null);
const places = stores.map((store) => encoded(`,${store.channel},${store.name}`));
const nowhere = encoded(',,');
const idStart = encoded(',C');
const platforms = lots(stores.map((store) => (store.city === null ? store.weight : 0)));
const statusTexts: Readonly<Record<OrderStatus, Uint8Array>> = {
  unpaid: encoded(',unpaid,'),
  paid: encoded(',paid,'),
  shipped: encoded(',shipped,'),
  completed: encoded(',completed,'),
  cancelled: encoded(',cancelled,'),
  refunded: encoded(',refunded,'),
};
