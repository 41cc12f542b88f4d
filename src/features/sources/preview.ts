import { parseExactJson } from '../../domain/exact-json.ts';
import { InputError, type Problem } from '../../domain/problem.ts';
import { readCustomer } from '../register/written-customer.ts';
import { readOrder } from '../register/written-order.ts';
import type { WrittenIn } from '../register/written-values.ts';
import type { WrittenCustomer } from './brought.ts';
import { checkSource, type GivenSource } from './check-source.ts';
import { orderOf, unknownOrder, withBrought } from './merge-order.ts';
import { readDelivery } from './read-delivery.ts';
import { moneyOf } from './reader.ts';

/** What would come of a delivery, as `POST /orders` and `/customers` would take it. */
export interface Preview {
  readonly orders: readonly Readonly<Record<string, unknown>>[];
  readonly customers: readonly WrittenCustomer[];
  /** Of what is told of an order that comes by itself: a status, refunds. */
  readonly partial: number;
  readonly problems: readonly Problem[];
}

/** Shows what would come of a sample, and keeps nothing. Settings that are wrong are problems too. */
export function previewDelivery(
  given: GivenSource,
  sample: { readonly topic: string; readonly body: string },
  form: WrittenIn,
): Preview {
  try {
    return lookAt(checkSource(given), sample, form);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { orders: [], customers: [], partial: 0, problems: error.problems };
  }
}

function lookAt(
  { kind, settings }: ReturnType<typeof checkSource>,
  { topic, body }: { readonly topic: string; readonly body: string },
  form: WrittenIn,
): Preview {
  const document = parseExactJson(body);
  const { brought, problems } = readDelivery(kind, { topic, document, settings, form, blind: () => '…' });
  const money = moneyOf(form);
  const orders = brought
    .filter((each) => each.what === 'order')
    .map((each) => orderOf(withBrought(unknownOrder, each, 0), money))
    .filter((order) => order !== null);
  const customers = brought.flatMap((each) => (each.what === 'customer' ? [each.customer] : []));
  const wrong = [
    ...orders.map((order, index) => readOrder(order, `orders[${index}]`, form, true)),
    ...customers.map((each, index) => readCustomer(each, `customers[${index}]`, { ...form, fields: [] })),
  ].flatMap((read) => (Array.isArray(read) ? (read as readonly Problem[]) : []));
  const partial = brought.length - orders.length - customers.length;
  return { orders, customers, partial, problems: [...problems, ...wrong] };
}
