import fc from 'fast-check';

/** Where a server answers and the token that opens it, as the folder's lock says. */
export interface Reach {
  readonly address: string;
  readonly token: string;
}

/** What a server has acknowledged over all its lives: the last value of each thing. */
export interface Acknowledged {
  /** Amounts by order number. */
  readonly orders: Map<string, number>;
  /** A number that only rises, by external id of the customer. */
  readonly companies: Map<string, number>;
  /** Prefixes of the numbers of the orders of imported files. */
  readonly files: string[];
  /** Names of standards, each another. */
  readonly standards: string[];
  readonly evaluations: { count: number };
}

/** The same in one life of the server. */
export interface Life extends Acknowledged {
  /** Called after each acknowledged request. */
  readonly onMore: () => void;
}

export const IMPORTED_ROWS = 1500;

/** Sends orders, changes of both, files, standards and evaluations, all at once, until the server is gone. */
export async function sendUntilGone(reach: Reach, life: number, known: Life): Promise<void> {
  const die = dice(life);
  await Promise.all([
    ...[1, 2, 3].map(async (till) => await untilGone(() => sendOrders(reach, `${life}-${till}`, die, known))),
    untilGone(() => changeCustomers(reach, die, known)),
    untilGone(() => importFile(reach, `${life}-f`, die, known)),
    untilGone(() => publishAnother(reach, die, known)),
    untilGone(async () => {
      if ((await ask(reach, 'POST', '/evaluations', {})).status === 201) known.evaluations.count++;
    }),
  ]);
}

type Dice = (below: number) => number;

function dice(seed: number): Dice {
  let state = (fc.readConfigureGlobal()?.seed ?? Date.now()) + seed * 7919;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
}

let numbered = 0;

async function sendOrders(reach: Reach, prefix: string, die: Dice, { orders, onMore }: Life): Promise<void> {
  const sent = Array.from({ length: 1 + die(5) }, (_, index) => {
    const again = [...orders.keys()].filter((number) => number.startsWith(prefix));
    // Now and then an order that is kept already, with another amount.
    const old = index === 0 && die(4) === 0 ? again[die(again.length)] : undefined;
    const orderId = old ?? `${prefix}-${++numbered}`;
    return { orderId, customerId: customerOf(orderId), paidAt: '2026-01-05', amount: 1 + die(500) };
  });
  const { results } = await read<{ results: { status?: string }[] }>(
    ask(reach, 'POST', '/orders', { orders: sent }),
  );
  for (const [index, { orderId, amount }] of sent.entries()) {
    if (results[index]?.status === undefined) throw new Error(JSON.stringify(results[index]));
    orders.set(orderId, amount);
  }
  onMore();
}

/** One of thirty, always the same for one order. */
function customerOf(orderId: string): string {
  const sum = [...orderId].reduce((all, letter) => all * 31 + letter.charCodeAt(0), 7);
  return `c${Math.abs(sum) % 30}`;
}

async function changeCustomers(reach: Reach, die: Dice, { companies, onMore }: Life): Promise<void> {
  const externalId = `c${die(30)}`;
  const value = ++numbered;
  const customers = [{ externalId, company: String(value), phone: `138${String(value).padStart(8, '0')}` }];
  await read(ask(reach, 'POST', '/customers', { customers }));
  companies.set(externalId, value);
  onMore();
}

/** Publishes a standard with other thresholds and at times another tier, and chooses what becomes of holders. */
async function publishAnother(reach: Reach, die: Dice, { standards }: Acknowledged): Promise<void> {
  const name = `Standard ${++numbered}`;
  const tier = (id: string, atLeast: number) => ({ id, name: id, when: { metric: 'spend', atLeast } });
  const tiers = [
    { id: 'base', name: 'base' },
    ...(die(2) === 0 ? [tier('silver', 1 + die(200))] : []),
    tier('gold', 300 + die(2000)),
  ];
  const holders = ['anew', 'until-period-end', 'for-good'][die(3)];
  const document = { tierbook: 1, id: 'mine', name, tiers };
  await read(ask(reach, 'POST', '/schemes', { document, holders }));
  standards.push(name);
  await new Promise((resolve) => setTimeout(resolve, 100));
}

async function importFile(reach: Reach, life: string, die: Dice, { files }: Acknowledged): Promise<void> {
  const prefix = `${life}${++numbered}-`;
  const rows = Array.from(
    { length: IMPORTED_ROWS },
    (_, row) => `${prefix}${row},i${die(400)},2026-01-06,${1 + die(99)}`,
  );
  const { id } = await read<{ id: string }>(
    fetch(`${reach.address}/api/v1/uploads?name=orders.csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${reach.token}`, 'content-type': 'application/octet-stream' },
      body: ['order_id,customer_id,paid_at,amount', ...rows].join('\n'),
    }),
  );
  const { job } = await read<{ job: string }>(
    ask(reach, 'POST', '/imports', { uploads: [id], kind: 'orders' }),
  );
  for (;;) {
    const { state, problems } = await read<{ state: string; problems: unknown[] }>(
      ask(reach, 'GET', `/jobs/${job}`),
    );
    if (state === 'failed') throw new Error(`import failed: ${JSON.stringify(problems)}`);
    if (state === 'done') break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  files.push(prefix);
}

export async function ask(
  { address, token }: Reach,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> {
  return await fetch(`${address}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The answer, which must be a success; a connection that breaks is how a killed server is noticed. */
async function read<T>(answer: Promise<Response>): Promise<T> {
  const response = await answer;
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}

async function untilGone(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await work();
    } catch (error) {
      if (isGone(error)) return;
      throw error;
    }
  }
}

/** What `fetch` throws when the connection is refused or breaks off. */
function isGone(error: unknown): boolean {
  return error instanceof TypeError;
}
