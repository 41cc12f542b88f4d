import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { addDays, type Day, dayOf } from '../../domain/calendar.ts';
import { and, bigint, date, type Expression, literalText } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import type { Seal } from '../contacts/seal.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import { type Place, readCursor, writeCursor } from '../customers/cursor.ts';
import { readCustomers } from '../customers/reading.ts';
import { findScheme } from '../schemes/published-schemes.ts';
import { currentScheme } from '../schemes/standard-in-force.ts';
import { allSetByHand, type OverrideState } from './all-overrides.ts';
import { readLedger } from './ledger-state.ts';
import {
  type ListedOverride,
  type listedKinds,
  readListed,
  type Standing,
  standingOf,
} from './listed-override.ts';
import type { TierName } from './read-ledger.ts';

/** `ending`: in force, and over within some days; `ended`: over, rejected or withdrawn. */
export const overrideGroups = ['waiting', 'in-force', 'ending', 'coming', 'ended'] as const;
export type OverrideGroup = (typeof overrideGroups)[number];

export interface OverrideQuery {
  readonly visibility: Visibility;
  /** Null: all of them. */
  readonly state: OverrideGroup | null;
  readonly kind: (typeof listedKinds)[number] | null;
  readonly tier: string | null;
  /** Of whose customers; an empty text: nobody's. */
  readonly owner: string | null;
  readonly author: string | null;
  /** How many days ahead an end counts as near. */
  readonly within: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface OverridePageRequest extends OverrideQuery {
  /** The last to end first, instead of the first. */
  readonly latestFirst: boolean;
  readonly limit: number;
  /** The cursor that the page before gave. */
  readonly after: string | null;
}

export interface OverridePage {
  readonly overrides: readonly ListedOverride[];
  /** Of each group with all else that is asked for. */
  readonly counts: Readonly<Record<OverrideGroup, number>>;
  /** What can be asked for. */
  readonly tiers: readonly TierName[];
  readonly owners: readonly string[];
  readonly authors: readonly string[];
  readonly next: string | null;
}

const nothing: OverridePage = {
  ...{ overrides: [], tiers: [], owners: [], authors: [], next: null },
  counts: { waiting: 0, 'in-force': 0, ending: 0, coming: 0, ended: 0 },
};

/** Everything set by hand over the whole business, freezes too, by the day it ends; nothing before a standard is published. */
export async function listOverrides(
  folder: DataFolder,
  seal: Seal,
  request: OverridePageRequest,
): Promise<OverridePage> {
  return await readCustomers(folder, async ({ db }) => {
    const standing = await standsBy(db, request.now);
    if (standing === null) return nothing;
    const { limit, after, latestFirst, now: _, visibility, ...asked } = request;
    const query = ['overrides', asked, latestFirst, 'all' in visibility ? null : visibility.owner];
    const place = after === null ? null : readCursor(after, query, seal);
    const rows = await readListed(db, {
      ...{ standing, latestFirst, limit: limit + 1 },
      which: and([...conditions(request), ofGroup(request, standing.today), afterPlace(place, latestFirst)]),
    });
    const overrides = rows.slice(0, limit);
    const last = rows.length > limit ? overrides.at(-1) : undefined;
    return {
      overrides,
      counts: await count(db, request, standing),
      tiers: standing.tiers,
      ...(await choices(db, request, standing)),
      next: last === undefined ? null : writeCursor(last.place, query, seal),
    };
  });
}

/** How many wait for approval. */
export async function countWaiting(folder: DataFolder, visibility: Visibility, now: number): Promise<number> {
  return await readCustomers(folder, async ({ db }) => {
    const standing = await standsBy(db, now);
    if (standing === null) return 0;
    const any = { visibility, kind: null, tier: null, owner: null, author: null, within: 0 };
    return (await count(db, { ...any, state: null, now }, standing)).waiting;
  });
}

async function standsBy(db: Kysely<unknown>, now: number): Promise<Standing | null> {
  const state = await readLedger(db);
  const decidedBy = state?.scheme ? await findScheme(db, state.scheme.id, state.scheme.version) : null;
  const standard = decidedBy ?? (await currentScheme(db, now));
  if (standard === null) return null;
  const { scheme } = standard;
  const today = dayOf(now, scheme.timeZone);
  return standingOf(scheme, allSetByHand(scheme, state?.decided ?? today), today);
}

function conditions({ visibility, kind, tier, owner, author }: OverrideQuery): Expression[] {
  const visible = visibleTo(visibility, sql`owner`);
  return [
    ...(visible === null ? [] : [visible]),
    ...(kind === null ? [] : [sql`kind = ${literalText(kind)}`]),
    ...(tier === null ? [] : [sql`tier = ${literalText(tier)}`]),
    ...(owner === null ? [] : [sql`coalesce(owner, '') = ${literalText(owner)}`]),
    ...(author === null ? [] : [sql`author = ${literalText(author)}`]),
  ];
}

const ended: readonly OverrideState[] = ['over', 'rejected', 'withdrawn'];

function ofGroup({ state, within }: OverrideQuery, today: Day): Expression {
  switch (state) {
    case null:
      return sql`true`;
    case 'ending':
      return endsSoon(within, today);
    case 'ended':
      return sql`state in (${sql.join(ended)})`;
    default:
      return sql`state = ${literalText(state)}`;
  }
}

function endsSoon(within: number, today: Day): Expression {
  return sql`(state = 'in-force' and ends <= ${date(addDays(today, within))})`;
}

function afterPlace(place: Place | null, latestFirst: boolean): Expression {
  if (place === null) return sql`true`;
  const [ends = '', source = '', nth = '0'] = place.value?.split(' ') ?? [];
  const [day, customer] = [date(ends as Day), bigint(BigInt(place.number))];
  const beyond = latestFirst ? sql`ends < ${day}` : sql`ends > ${day}`;
  const further = sql`source > ${literalText(source)} or (source = ${literalText(source)} and nth > ${bigint(BigInt(nth))})`;
  return sql`(${beyond} or (ends = ${day} and (customer_id > ${customer} or (customer_id = ${customer} and (${further})))))`;
}

async function count(
  db: Kysely<unknown>,
  query: OverrideQuery,
  { all, today }: Standing,
): Promise<OverridePage['counts']> {
  const { rows } = await sql<{ state: OverrideState; n: bigint; ending: bigint }>`select state, count(*) as n,
      count(*) filter (where ${endsSoon(query.within, today)}) as ending
    from ${all} as placed where ${and(conditions(query))} group by state`.execute(db);
  const of = (state: OverrideState): number => Number(rows.find((row) => row.state === state)?.n ?? 0n);
  return {
    ...{ waiting: of('waiting'), 'in-force': of('in-force'), coming: of('coming') },
    ending: rows.reduce((sum, { ending }) => sum + Number(ending), 0),
    ended: ended.reduce((sum, state) => sum + of(state), 0),
  };
}

async function choices(
  db: Kysely<unknown>,
  { visibility }: OverrideQuery,
  { all }: Standing,
): Promise<Pick<OverridePage, 'owners' | 'authors'>> {
  const visible = visibleTo(visibility, sql`owner`) ?? sql`true`;
  const { rows } = await sql<{ owner: string | null; author: string }>`select distinct owner, author
    from ${all} as placed where ${visible}`.execute(db);
  const named = (names: readonly (string | null)[]): string[] =>
    [...new Set(names.filter((name) => name !== null && name !== ''))].toSorted() as string[];
  return { owners: named(rows.map(({ owner }) => owner)), authors: named(rows.map(({ author }) => author)) };
}
