import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { run } from '../../db/database.ts';
import { addDays, type Day, periodStart } from '../../domain/calendar.ts';
import { type RisingRules, risingRules } from '../../domain/lifecycle/rising-rules.ts';
import { date } from '../../sql/expression.ts';
import { heldColumns } from '../../sql/lifecycle.ts';
import { currentGeneration, publishedEvaluation } from '../evaluations/generation.ts';
import { inTurn } from '../evaluations/one-at-a-time.ts';
import { recordedSoFar } from '../evaluations/touched.ts';
import { readLedger } from '../ledger/ledger-state.ts';
import { setByHandSoFar } from '../ledger/set-by-hand-since.ts';
import { columnsOf, heldOnTheEveOf, kept } from '../ledger/timeline.ts';
import { type Ahead, FOLLOWED, makeTable } from './facts-ahead.ts';
import { findStirs } from './find-stirs.ts';
import { findHandDays, HAND_DAYS } from './hand-days.ts';
import { keepFalls } from './keep-falls.ts';
import { restlessCustomers } from './restless.ts';
import { simulateDays } from './simulate-days.ts';

/** How far ahead it is looked, in days. */
const HORIZON = 90;
/** Of as many customers every day is looked at; of more restless ones one in a week. */
const DAILY = 50_000;

/** What a look ahead found. */
export interface Look {
  readonly asOf: Day;
  readonly until: Day;
  /** Customers whose tier is seen to fall. */
  readonly falls: number;
  /** Whether every fall is told to the day; otherwise some may be off by days or left out. */
  readonly isExact: boolean;
}

export interface LookRequest {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Told how far it is, 0 to 1; what it throws ends the look. */
  readonly tick?: (fraction: number) => void;
  /** How far ahead; 90 unless fewer are enough. */
  readonly days?: number;
  /** Restless customers of whom every day is looked at, at most. */
  readonly daily?: number;
}

interface Looks {
  asked: number;
  begun: number;
  /** The last one that was not given up. */
  last: { readonly number: number; readonly found: Look | null } | null;
}

const looks = new WeakMap<DataFolder, Looks>();

/**
 * Finds who falls within 90 days after the evaluation that is shown if nothing more is recorded, beside reading and writing, and
 * keeps it for the radar. One look at a time: whoever waits gets what another found that began after he asked, as that one knew all
 * that he knows. Null, and nothing is kept, where nothing can be known: before the ledger's first day, or while the evaluation shown
 * is not of its last.
 */
export async function lookAhead(folder: DataFolder, request: LookRequest): Promise<Look | null> {
  const own = looks.get(folder) ?? { asked: 0, begun: 0, last: null };
  looks.set(folder, own);
  const { begun } = own;
  own.asked += 1;
  // Each has a turn of its own, so that nobody is told of another's having been cancelled.
  return await inTurn(own, String(own.asked), async () => {
    if (own.last !== null && own.last.number > begun) return own.last.found;
    own.begun += 1;
    const number = own.begun;
    const found = await folder.turns.wait('radar', async () => await look(folder, request));
    own.last = { number, found };
    return found;
  });
}

async function look(folder: DataFolder, request: LookRequest): Promise<Look | null> {
  const { clock, tick = () => undefined, days = HORIZON, daily = DAILY } = request;
  // Whoever gave up while he waited.
  tick(0);
  const readAt = clock();
  const { reader } = folder.database();
  const generation = await currentGeneration(reader);
  const decided = (await readLedger(reader))?.decided;
  if (generation === null || !generation.inLedger || decided !== generation.asOf) return null;
  const known = { recorded: await recordedSoFar(reader), byHand: await setByHandSoFar(reader) };
  const work = await folder.database().separate();
  const ahead: Ahead = { work, generation, until: addDays(generation.asOf, days), tick };
  try {
    const isExact = await findFalls(ahead, daily);
    const falls = await keepFalls(folder, ahead, { evaluation: generation.id, readAt, known, isExact });
    return { asOf: generation.asOf, until: ahead.until, falls, isExact };
  } catch (error) {
    // An evaluation that is published meanwhile takes its predecessor's tables away.
    if ((await publishedEvaluation(folder.database().reader)) === generation.id) throw error;
  } finally {
    await work.close();
  }
  return await look(folder, request);
}

/** Gives whether every fall is told to the day. */
async function findFalls(ahead: Ahead, daily: number): Promise<boolean> {
  const { generation, work } = ahead;
  const { scheme } = generation;
  const rising = risingRules(scheme);
  await findHandDays(ahead);
  await follow(ahead, rising);
  const { downgrade } = scheme.policy;
  // Nobody falls ever, but for what is set by hand.
  if (downgrade === 'never')
    await run(work, sql`delete from ${sql.table(FOLLOWED)} where customer_id not in ${setByHandAhead}`);
  const [row = {}] = await run(
    work,
    sql`select count(*) filter (where restless) as n from ${sql.table(FOLLOWED)}`,
  );
  const isExact = Number(row.n) <= daily;
  const isWatchedDaily = rising.anyDay && isExact;
  const [finding, deciding] = downgrade === 'at-once' ? halves(ahead) : [ahead, ahead];
  if (downgrade === 'at-once')
    await findStirs(finding, FOLLOWED, isWatchedDaily ? [] : endsOf(ahead, rising));
  await simulateDays(deciding, { rising, restlessDays: isExact ? 1 : 7 });
  return isExact;
}

const setByHandAhead = sql`(select customer_id from ${sql.table(HAND_DAYS)})`;

/** The same with the first and the second half of the way. */
function halves({ tick, ...ahead }: Ahead): [Ahead, Ahead] {
  const first = (fraction: number): void => tick(fraction / 2);
  return [
    { ...ahead, tick: first },
    { ...ahead, tick: (fraction) => first(1 + fraction) },
  ];
}

/** Those who hold or may come to hold, or be shown, a tier that can be lost. */
async function follow(ahead: Ahead, { anyDay, starts, sinceTier }: RisingRules): Promise<void> {
  const { scheme, graded, asOf } = ahead.generation;
  // From the day after a tier began it is the beginning of a window.
  const isNew = sinceTier ? sql`h.began >= ${date(asOf)}` : sql`false`;
  const restless = anyDay
    ? sql`true`
    : sql`(${isNew} or h.customer_id in ${restlessCustomers(scheme, asOf)})`;
  const mayRise = starts.size > 0 ? sql`true` : sql`restless`;
  await makeTable(
    ahead,
    FOLLOWED,
    sql`select * from (select ${columnsOf('h', [...Object.keys(heldColumns), 'shown'])}, g.computed, g.holds, ${restless} as restless
        from ${heldOnTheEveOf(kept, addDays(asOf, 1), null)} as h join ${sql.table(graded.table)} as g on g.customer_id = h.customer_id) as everybody
      where tier > 0 or computed > 0 or upgrade_on is not null or customer_id in ${setByHandAhead} or ${mayRise}`,
  );
}

/** The last days of the stretches in which rules only cease to hold, and the days on which others may begin to. */
function endsOf({ generation: { asOf }, until }: Ahead, { starts }: RisingRules): Day[] {
  const ends: Day[] = [];
  for (let day = addDays(asOf, 1); day < until; day = addDays(day, 1)) {
    const next = addDays(day, 1);
    const begins = (at: Day): boolean => [...starts].some((unit) => periodStart(at, unit) === at);
    if (begins(day) || begins(next)) ends.push(day);
  }
  return [...ends, until];
}
