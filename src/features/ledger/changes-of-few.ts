import { sql } from 'kysely';
import { type Queryable, type Row, run } from '../../db/database.ts';
import { addDays, type Day, day } from '../../domain/calendar.ts';
import type { Facts, Held } from '../../domain/lifecycle/held.ts';
import { nextState } from '../../domain/lifecycle/next-state.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { bigint, commas, constantText, date, type Expression } from '../../sql/expression.ts';
import { heldColumns } from '../../sql/lifecycle.ts';
import type { Generation } from '../evaluations/generation.ts';
import { allColumns, columnsOf, kept, listed } from './timeline.ts';

/** What a day changes of one customer: a row of `changesOfDay`. */
export interface Change {
  readonly customer: bigint;
  /** As `held` keeps them. */
  readonly facts: string;
  readonly cells: ReadonlyMap<string, Cell>;
  readonly isNew: boolean;
  readonly stays: boolean;
  readonly enters: boolean;
}

type Cell = bigint | string | boolean | null;

/**
 * `changesOfDay` of few customers but for their reasons, by `nextState` itself, which takes less than the SQL. Null where something was given by
 * hand to one of them, another standard was brought in on the day, or the ledger has not come to it.
 */
export async function changesOfFew(
  db: Queryable,
  { scheme, graded, asOf }: Pick<Generation, 'scheme' | 'graded' | 'asOf'>,
  ids: readonly bigint[],
): Promise<readonly Change[] | null> {
  const numbers = listed(ids);
  if (!(await isPlain(db, numbers, asOf))) return null;
  const { now, eve } = await readHeld(db, numbers, addDays(asOf, -1));
  const facts = await run(
    db,
    sql`select customer_id, computed, holds from ${sql.table(graded.table)} where customer_id in ${numbers}`,
  );
  return facts.flatMap((row) => {
    const customer = BigInt(row.customer_id ?? 0);
    const known = now.get(customer) ?? null;
    const before = eve.get(customer) ?? null;
    return changeOf(scheme, asOf, row, { known, before }) ?? [];
  });
}

async function isPlain(db: Queryable, numbers: Expression, on: Day): Promise<boolean> {
  const rows = await run(
    db,
    sql`select 'decided' as what from ledger_state where decided = ${date(on)}
      union all select 'by hand' from overrides where customer_id in ${numbers}
      union all select 'by hand' from freezes where customer_id in ${numbers}
      union all select 'scheme' from ledger_batches where kind = 'scheme' and ledger_batches.day = ${date(on)}`,
  );
  return rows.length === 1 && rows[0]?.what === 'decided';
}

interface HeldRows {
  readonly now: ReadonlyMap<bigint, Row>;
  readonly eve: ReadonlyMap<bigint, Row>;
}

async function readHeld(db: Queryable, numbers: Expression, eve: Day): Promise<HeldRows> {
  const columns = columnsOf('h', allColumns);
  const rows = await run(
    db,
    sql`select true as now, ${columns} from ${sql.table(kept.held)} as h where customer_id in ${numbers}
      union all select false, ${columns} from ${sql.table(kept.history)} as h
        where customer_id in ${numbers} and since <= ${date(eve)} and until >= ${date(eve)}`,
  );
  const byCustomer = (of: readonly Row[]): Map<bigint, Row> =>
    new Map(of.map((row) => [BigInt(row.customer_id ?? 0), row]));
  const current = rows.filter(({ now }) => now === true);
  return {
    now: byCustomer(current),
    eve: byCustomer(rows.filter(({ now, since }) => now === false || String(since) <= eve)),
  };
}

interface Known {
  readonly known: Row | null;
  readonly before: Row | null;
}

function changeOf(scheme: Scheme, on: Day, facts: Row, { known, before }: Known): Change | null {
  const { state, change } = nextState(scheme.policy, before && heldOf(before), on, lookedAt(facts));
  const cells = cellsOf(state);
  const written = `${facts.computed}:${facts.holds}`;
  const isNew = known === null;
  const stays = known !== null && [...cells].every(([name, cell]) => known[name] === cell);
  if (stays && known.facts === written) return null;
  const shown = BigInt(state.tier);
  const enters = isNew || known.tier !== shown || known.shown !== shown;
  const customer = BigInt(facts.customer_id ?? 0);
  const told: [string, Cell][] = [
    ['customer_id', customer],
    ['facts', written],
    ['was_shown', (before?.shown as bigint | undefined) ?? null],
    ['kind', change?.kind ?? null],
    ['decided', change?.decided ?? null],
    ['known_tier', (known?.tier as bigint | undefined) ?? null],
    ['known_entries', (known?.entries as bigint | undefined) ?? null],
    ['is_new', isNew],
    ['stays', stays],
    ['enters', enters],
    ['again', known?.entered === on],
  ];
  return { customer, facts: written, cells: new Map([...cells, ...told]), isNew, stays, enters };
}

function lookedAt({ computed, holds }: Row): Facts {
  return { computed: Number(computed), holds: [...String(holds)].map((digit) => digit === '1') };
}

function heldOf(row: Row): Held {
  const [upgradeTo, downgradeTo] = [row.upgrade_to ?? null, row.downgrade_to ?? null];
  return {
    tier: Number(row.tier),
    began: day(String(row.began)),
    upgrade: upgradeTo === null ? null : { to: Number(upgradeTo), effective: day(String(row.upgrade_on)) },
    downgrade:
      downgradeTo === null
        ? null
        : {
            to: Number(downgradeTo),
            due: day(String(row.downgrade_due)),
            effective: day(String(row.downgrade_on)),
          },
    warnedFor: dayIn(row.warned_for),
    frozenUntil: dayIn(row.frozen_until),
  };
}

function dayIn(cell: Row[string] | undefined): Day | null {
  return typeof cell === 'string' ? day(cell) : null;
}

/** The state's columns; nobody has anything by hand, so that the tier held is shown. */
function cellsOf({ tier, began, upgrade, downgrade, warnedFor, frozenUntil }: Held): Map<string, Cell> {
  return new Map<string, Cell>([
    ['tier', BigInt(tier)],
    ['began', began],
    ['upgrade_to', upgrade === null ? null : BigInt(upgrade.to)],
    ['upgrade_on', upgrade?.effective ?? null],
    ['downgrade_to', downgrade === null ? null : BigInt(downgrade.to)],
    ['downgrade_due', downgrade?.due ?? null],
    ['downgrade_on', downgrade?.effective ?? null],
    ['warned_for', warnedFor],
    ['frozen_until', frozenUntil],
    ['shown', BigInt(tier)],
  ]);
}

const changeColumns = {
  ...heldColumns,
  shown: 'bigint',
  facts: 'text',
  was_shown: 'bigint',
  kind: 'text',
  decided: 'date',
  known_tier: 'bigint',
  known_entries: 'bigint',
  is_new: 'boolean',
  stays: 'boolean',
  enters: 'boolean',
  again: 'boolean',
} as const;

/** Changes as a relation to select from, with the columns of `changesOfDay` that are read but for the reason. */
export function changeRows(changes: readonly Change[]): Expression {
  const names = Object.keys(changeColumns).map((name) => sql.ref(name));
  const rows = changes.map(({ cells }) => {
    const values = Object.entries(changeColumns).map(([name, type]) => cellSql(type, cells.get(name)));
    return sql`(${commas(values)})`;
  });
  return sql`(select * from (values ${commas(rows)}) as listed(${commas(names)}))`;
}

function cellSql(type: string, cell: Cell | undefined): Expression {
  if (cell === null || cell === undefined) return sql`cast(null as ${sql.raw(type)})`;
  if (typeof cell === 'bigint') return bigint(cell);
  if (typeof cell === 'boolean') return sql.lit(cell);
  return type === 'date' ? date(day(cell)) : constantText(cell);
}
