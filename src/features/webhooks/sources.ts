import { type Kysely, sql } from 'kysely';
import { bigint, commas, type Expression } from '../../sql/expression.ts';
import type { Happening, WebhookEvent } from './webhook-event.ts';

/**
 * How far an endpoint has been told, as it is kept: of what is recorded the last row that was told – the number of its recording, batch or
 * warning, its customer, its number there –, of imports the last one and those that had not ended.
 */
export type Positions = Readonly<Partial<Record<WebhookEvent, string>>>;

export interface Found {
  readonly happenings: readonly Happening[];
  readonly position: string;
}

/** Where something that happens is recorded anyhow. */
interface Source {
  readonly now: (db: Kysely<unknown>) => Promise<string>;
  /** What happened after a position, so many at most, in the order in which it was recorded. */
  readonly after: (db: Kysely<unknown>, position: string, limit: number) => Promise<Found>;
}

/** What each event is told from. What imports bring is told by `import.finished` alone. */
export const sources: Readonly<Record<WebhookEvent, Source>> = {
  'order.received': recorded({
    event: 'order.received',
    last: sql`select max(recording_id) as last from recordings`,
    number: 'recorded_by',
    part: sql`r.order_id`,
    from: () =>
      sql`orders as r join recordings as n on n.recording_id = r.recorded_by and n.import_id is null`,
    at: sql`n.recorded_at`,
    about: {
      order: sql`r.order_ref`,
      day: sql`cast(r.day as text)`,
      status: sql`case when exists (select 1 from orders_history as h where h.customer_id = r.customer_id and h.order_id = r.order_id)
        then 'changed' else 'added' end`,
    },
  }),
  'customer.changed': recorded({
    event: 'customer.changed',
    last: sql`select max(recording_id) as last from recordings`,
    number: 'recorded_by',
    part: bigint(0),
    from: () =>
      sql`customers as r join recordings as n on n.recording_id = r.recorded_by and n.import_id is null`,
    at: sql`n.recorded_at`,
    about: {
      status: sql`case when exists (select 1 from customers_history as h where h.customer_id = r.customer_id) then 'changed' else 'added' end`,
    },
  }),
  'tier.changed': recorded({
    event: 'tier.changed',
    last: sql`select max(batch_id) as last from ledger_batches`,
    number: 'batch_id',
    part: sql`r.entry_no`,
    // Of several entries of one day each says what was shown on its eve; told is what was said last.
    from: (
      since,
    ) => sql`(select l.*, case when b.customer_id is null then l.from_tier else b.to_tier end as was
        from (select * from tier_ledger where ${since}) as l
        left join (select customer_id, entry_no, effective, to_tier from tier_ledger
          where customer_id in (select customer_id from tier_ledger where ${since})) as b
          on b.customer_id = l.customer_id and b.entry_no = l.entry_no - 1 and b.effective = l.effective) as r`,
    only: sql`r.was is distinct from r.to_tier`,
    at: sql`r.recorded_at`,
    about: {
      from: sql`r.was`,
      to: sql`r.to_tier`,
      kind: sql`r.kind`,
      outcome: sql`r.outcome`,
      effective: sql`cast(r.effective as text)`,
      decided: sql`cast(r.decided as text)`,
    },
  }),
  'tier.will-change': recorded({
    event: 'tier.will-change',
    last: sql`select max(warning_id) as last from downgrade_warnings`,
    number: 'warning_id',
    part: bigint(0),
    from: () => sql`downgrade_warnings as r`,
    at: sql`r.noted_at`,
    about: {
      from: sql`r.held_tier`,
      to: sql`r.falls_to`,
      effective: sql`cast(r.falls_on as text)`,
      warned: sql`cast(r.warned_on as text)`,
    },
  }),
  'import.finished': {
    now: async (db) => (await finishedImports(db, null)).position,
    after: finishedImports,
  },
};

/** Where everything stands now, for an endpoint that is told of what comes. */
export async function positionsNow(db: Kysely<unknown>, events: readonly WebhookEvent[]): Promise<Positions> {
  const found: [WebhookEvent, string][] = [];
  for (const event of events) found.push([event, await sources[event].now(db)]);
  return Object.fromEntries(found);
}

interface Recorded {
  readonly event: WebhookEvent;
  /** The last number there is. */
  readonly last: Expression;
  /** The rows' column that rises with what is recorded; every number's rows are there at once. */
  readonly number: string;
  /** Tells a customer's rows of one number apart, in their order. */
  readonly part: Expression;
  /** A relation with `r`, the rows; `since` is a condition on their number, for where it is of use within. */
  readonly from: (since: Expression) => Expression;
  /** Which of them; all without it. */
  readonly only?: Expression;
  readonly at: Expression;
  readonly about: Readonly<Record<string, Expression>>;
}

interface Row extends Readonly<Record<string, unknown>> {
  readonly number: bigint;
  readonly customer: bigint;
  readonly part: bigint;
  readonly external_id: string;
  readonly at: bigint;
}

/** After every row of a number. */
const END = 2n ** 63n - 1n;

function recorded({ event, last, number: name, part, from, only = sql`true`, at, about }: Recorded): Source {
  const names = Object.keys(about);
  const number = sql.ref(`r.${name}`);
  const columns = Object.entries(about).map(([name, value]) => sql`${value} as ${sql.ref(`about_${name}`)}`);
  const lastOf = async (db: Kysely<unknown>): Promise<bigint> => {
    const { rows } = await sql<{ last: bigint | null }>`${last}`.execute(db);
    return rows[0]?.last ?? 0n;
  };
  return {
    now: async (db) => written([await lastOf(db), END, END]),
    after: async (db, position, limit) => {
      const [seen = 0n, customer = END, row = END] = position.split(' ').map(BigInt);
      const to = await lastOf(db);
      if (to < seen || (to === seen && customer === END)) return { happenings: [], position };
      const since = sql`${sql.ref(name)} between ${bigint(seen)} and ${bigint(to)}`;
      const later = sql`(${number} > ${bigint(seen)} or r.customer_id > ${bigint(customer)}
        or (r.customer_id = ${bigint(customer)} and ${part} > ${bigint(row)}))`;
      const { rows } =
        await sql<Row>`select ${number} as number, r.customer_id as customer, ${part} as part, c.external_id,
          cast(round(extract(epoch from ${at}) * 1000) as bigint) as at, ${commas(columns)}
        from ${from(since)} join customers as c on c.customer_id = r.customer_id
        where ${number} between ${bigint(seen)} and ${bigint(to)} and ${later} and ${only}
        order by 1, 2, 3 limit ${sql.lit(limit)}`.execute(db);
      const end = rows.at(-1);
      const isAll = rows.length < limit || end === undefined;
      return {
        happenings: rows.map((found) => ({
          event,
          customer: found.customer,
          at: Number(found.at),
          about: {
            customer: { id: String(found.customer), externalId: found.external_id },
            ...Object.fromEntries(names.map((name) => [name, found[`about_${name}`]])),
          },
        })),
        position: written(isAll ? [to, END, END] : [end.number, end.customer, end.part]),
      };
    },
  };
}

function written(numbers: readonly bigint[]): string {
  return numbers.join(' ');
}

interface ImportRow {
  readonly id: bigint;
  readonly kind: string;
  readonly status: string;
  readonly at: bigint | null;
}

/** Imports that ended since; null: none, only where they stand. Few are under way at a time. */
async function finishedImports(db: Kysely<unknown>, position: string | null): Promise<Found> {
  const [seen, ...open] = (position ?? '')
    .split(' ')
    .filter((part) => part !== '')
    .map(BigInt);
  const among = open.length === 0 ? sql`` : sql` or import_id in (${commas(open.map(bigint))})`;
  const later =
    seen === undefined
      ? sql`finished_at is null or import_id = (select max(import_id) from imports)`
      : sql`import_id > ${bigint(seen)}${among}`;
  const { rows } = await sql<ImportRow>`select import_id as id, kind, status,
      cast(round(extract(epoch from finished_at) * 1000) as bigint) as at
    from imports where ${later} order by import_id`.execute(db);
  const last = rows.at(-1)?.id ?? 0n;
  const unfinished = rows.flatMap(({ id, at }) => (at === null ? id : []));
  return {
    happenings: rows.flatMap(({ id, kind, status, at }): Happening[] =>
      at === null || seen === undefined
        ? []
        : [
            {
              event: 'import.finished',
              customer: null,
              at: Number(at),
              about: { import: { id: String(id), kind, status } },
            },
          ],
    ),
    position: written([last > (seen ?? 0n) ? last : (seen ?? 0n), ...unfinished]),
  };
}
