import { clockOf } from '../src/domain/calendar.ts';
import type { ServerProcess } from './order-server.ts';

/** How long requests took, in milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

let numbered = 0;
/** A till does not read every customer after each order; somebody looks now and then. */
const LOOKED_UP = 10;

/** An order that one of the customers pays now. */
export function newOrder(customers: readonly string[]): Record<string, unknown> {
  const n = ++numbered;
  return {
    orderId: `bench-${process.pid}-${n}`,
    customerId: customers[(n * 7919) % customers.length],
    paidAt: clockOf(Date.now(), 'Asia/Shanghai'),
    amount: 10 + (n % 90),
    quantity: 1,
    category: '零食',
    product: '全麦面包1kg',
    channel: '门店',
    store: '中心店',
  };
}

export interface Kept {
  readonly results: readonly { readonly status?: string }[];
  readonly graded: boolean;
}

/**
 * Sends single orders at a steady rate, whether or not earlier ones are answered, and after every tenth answer looks the customer up.
 * Gives how long the answer took – on disk and graded – and how long until the customer was seen with the order.
 */
export async function sendSteadily(
  server: ServerProcess,
  customers: readonly string[],
  perSecond: number,
  seconds: number,
): Promise<{ readonly answered: Latency; readonly visible: Latency }> {
  const [answered, visible]: [number[], number[]] = [[], []];
  const started = performance.now();
  const sent = Array.from({ length: perSecond * seconds }, async (_, n) => {
    const due = started + (n * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    const order = newOrder(customers);
    const sentAt = Date.now();
    const kept = await server.post<Kept>('/orders', { orders: [order] });
    answered.push(performance.now() - due);
    if (kept.results[0]?.status !== 'added' || !kept.graded) throw new Error(JSON.stringify(kept));
    if (n % LOOKED_UP !== 0) return;
    const id = encodeURIComponent(String(order.customerId));
    const page = await server.get<{ customers: { metrics: Record<string, unknown>; gradedAt: string }[] }>(
      `/customers?externalId=${id}`,
    );
    // Graded in the transaction that kept the order.
    const gradedAt = Date.parse(page.customers[0]?.gradedAt ?? '');
    if (!(gradedAt >= sentAt)) throw new Error(`${id} is seen as graded at ${gradedAt}`);
    visible.push(performance.now() - due);
  });
  await Promise.all(sent);
  return { answered: latency(answered), visible: latency(visible) };
}

/** Sends batches over so many connections, each one after the other; gives orders a second. */
export async function sendBatches(
  server: ServerProcess,
  customers: readonly string[],
  { batches, size, connections }: { batches: number; size: number; connections: number },
): Promise<number> {
  const started = performance.now();
  let left = batches;
  const send = async (): Promise<void> => {
    while (left-- > 0) {
      const orders = Array.from({ length: size }, () => newOrder(customers));
      const { results } = await server.post<Kept>('/orders', { orders });
      if (results.some(({ status }) => status !== 'added')) throw new Error('an order was not added');
    }
  };
  await Promise.all(Array.from({ length: connections }, send));
  return (batches * size * 1000) / (performance.now() - started);
}

export function latency(times: readonly number[]): Latency {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), most: at(1) };
}
