import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Day } from '../../domain/calendar.ts';
import { refuse } from '../../domain/problem.ts';
import { bigint, date, type Expression, literalText } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import type { Seal } from '../contacts/seal.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import { readCursor, writeCursor } from '../customers/cursor.ts';
import { readCustomers } from '../customers/reading.ts';
import { type LedgerEntry, readEntries } from './read-ledger.ts';

/** A change of the tier shown, with whose it is. */
export interface TierChangeView extends LedgerEntry {
  readonly externalId: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly rises: boolean;
}

export interface ChangesRequest {
  readonly visibility: Visibility;
  readonly from: Day;
  readonly to: Day;
  readonly direction: 'up' | 'down' | 'both';
  /** Those alone who left this tier. */
  readonly left: string | null;
  readonly limit: number;
  /** The cursor that the page before gave. */
  readonly after: string | null;
}

export interface ChangesPage {
  readonly changes: readonly TierChangeView[];
  /** Of all pages, by direction. */
  readonly up: number;
  readonly down: number;
  /** Days with changes, the earliest first, of all pages. */
  readonly days: readonly { readonly day: string; readonly up: number; readonly down: number }[];
  readonly next: string | null;
}

/**
 * Who rose and who fell within days (A09), the latest first, as it is known now: first gradings are no changes. A tier's height is
 * its place in the standard by which the entry was made.
 */
export async function listChanges(
  folder: DataFolder,
  seal: Seal,
  request: ChangesRequest,
): Promise<ChangesPage> {
  const { visibility, from, to, direction, left, limit, after } = request;
  if (from > to)
    refuse('days-reversed', 'from', '开始日期在结束日期之后', 'the first day lies after the last');
  return await readCustomers(folder, async ({ db }) => {
    const query = ['changes', from, to, direction, left, 'all' in visibility ? null : visibility.owner];
    const place = after === null ? null : readCursor(after, query, seal);
    const all = changesSql(request, visibleTo(visibility, sql`customers.owner`));
    const days = await countByDay(db, all);
    const which = { up: sql`rises`, down: sql`not rises`, both: sql`true` }[direction];
    const later =
      place === null
        ? sql`true`
        : sql`effective <= cast(${place.value} as date)
            and (effective < cast(${place.value} as date) or customer_id > ${bigint(BigInt(place.number))})`;
    const chosen = sql`select * from (${all}) as changes where ${which} and ${later}`;
    const entries = await readEntries(db, {
      from: sql`${chosen} order by changes.effective desc, customer_id limit ${sql.lit(limit + 1)}`,
      order: sql`l.effective desc, l.customer_id`,
      limit: limit + 1,
    });
    const listed = entries.slice(0, limit);
    const whose = await readWhose(db, all, listed);
    const last = entries.length > limit ? listed.at(-1) : undefined;
    return {
      changes: listed.flatMap((entry) => {
        const found = whose.get(`${entry.customer} ${entry.effective}`);
        return found === undefined ? [] : [{ ...entry, ...found }];
      }),
      up: days.reduce((sum, { up }) => sum + up, 0),
      down: days.reduce((sum, { down }) => sum + down, 0),
      days,
      next: last ? writeCursor({ value: last.effective, number: String(last.customer) }, query, seal) : null,
    };
  });
}

function changesSql({ from, to, left }: ChangesRequest, visible: Expression | null): Expression {
  return sql`select l.*, external_id, name, owner
    from (select distinct on (customer_id, effective) * from tier_ledger
        where effective between ${date(from)} and ${date(to)} order by customer_id, effective, entry_no desc) as l
      join customers on customers.customer_id = l.customer_id
    where rises is not null and ${left === null ? sql`true` : sql`from_tier = ${literalText(left)}`} and ${visible ?? sql`true`}`;
}

async function countByDay(
  db: Parameters<typeof readEntries>[0],
  all: Expression,
): Promise<ChangesPage['days']> {
  const { rows } = await sql<{
    day: string;
    up: bigint;
    down: bigint;
  }>`select cast(effective as text) as day, count(*) filter (where rises) as up,
      count(*) filter (where not rises) as down from (${all}) as changes group by effective order by effective`.execute(
    db,
  );
  return rows.map(({ day, up, down }) => ({ day, up: Number(up), down: Number(down) }));
}

type Whose = Pick<TierChangeView, 'externalId' | 'name' | 'owner' | 'rises'>;

async function readWhose(
  db: Parameters<typeof readEntries>[0],
  all: Expression,
  listed: readonly LedgerEntry[],
): Promise<ReadonlyMap<string, Whose>> {
  if (listed.length === 0) return new Map();
  const ids = sql.join([...new Set(listed.map(({ customer }) => customer))].map(bigint));
  const { rows } = await sql<{
    id: bigint;
    effective: string;
    external_id: string;
    name: string | null;
    owner: string | null;
    rises: boolean;
  }>`select customer_id as id, cast(effective as text) as effective, external_id, name, owner, rises
    from (${all}) as changes where customer_id in (${ids})`.execute(db);
  return new Map(
    rows.map(({ id, effective, external_id, name, owner, rises }) => [
      `${id} ${effective}`,
      { externalId: external_id, name, owner, rises },
    ]),
  );
}
