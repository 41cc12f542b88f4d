import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../../../test/support/seed.ts';
import { fewOrMany } from '../../../test/support/few-or-many.ts';
import { addDays, type Day, day, dayOf, momentOf } from '../../domain/calendar.ts';
import { publicationProblems } from './publication-problems.ts';
import {
  inForceFrom,
  lastDayOf,
  type Publication,
  plannedChanges,
  standingAt,
  standingOn,
} from './standing.ts';

const FIRST = day('2026-01-01');
const zone = 'Asia/Shanghai';
const on = (index: number): Day => addDays(FIRST, index);

/** Published on a day at noon, to hold from a later one or the same, perhaps for some days only, perhaps ended early. */
interface Planned {
  readonly published: number;
  readonly wait: number;
  readonly lasts: number | null;
  readonly cut: number | null;
}

const plans: fc.Arbitrary<Planned> = fc.record({
  published: fc.integer({ min: 1, max: 40 }),
  wait: fc.constantFrom(0, 0, 1, 5, 12),
  lasts: fc.constantFrom(null, null, 1, 3, 10),
  cut: fc.option(fc.integer({ min: -1, max: 9 }), { nil: null, freq: 3 }),
});

/** What comes of plans in their order: those that may be published are. The first of all holds from the first day on. */
const histories = fc.array(plans, { maxLength: 12 }).map((all) => {
  const history = publicationOf([], { published: 0, wait: 0, lasts: null, cut: null });
  for (const plan of all.toSorted((a, b) => a.published - b.published))
    history.push(...publicationOf(history, plan));
  return history;
});

function publicationOf(
  before: readonly Publication[],
  { published, wait, lasts, cut }: Planned,
): Publication[] {
  const [today, startsOn] = [on(published), on(published + wait)];
  const endsOn = lasts === null ? null : addDays(startsOn, lasts - 1);
  if (publicationProblems(before, { startsOn, endsOn, returnHolders: undefined }, today).length > 0)
    return [];
  const isCut = lasts !== null && cut !== null && cut < lasts - 1;
  return [
    {
      ...{ id: BigInt(before.length + 1), scheme: 'mine', version: before.length + 1, timeZone: zone },
      ...{
        startsOn,
        endsOn,
        holders: 'for-good' as const,
        author: 'ada',
        publishedAt: noon(today) + before.length,
      },
      returnHolders: endsOn === null ? null : ('until-period-end' as const),
      lastDay: isCut ? addDays(startsOn, cut) : null,
      endedBy: isCut ? 'bob' : null,
      endedAt: isCut ? noon(addDays(startsOn, Math.max(cut, 0))) : null,
    },
  ];
}

function noon(at: Day): number {
  return momentOf(at, '12:00', zone);
}

const days = Array.from({ length: 80 }, (_, index) => on(index));

/** Whether it had taken force, at once or as its day began, when the other one did. */
function beganBefore(a: Publication, b: Publication): boolean {
  const began = (one: Publication): number =>
    dayOf(one.publishedAt, zone) === one.startsOn ? one.publishedAt : momentOf(one.startsOn, '00:00', zone);
  return began(a) < began(b);
}

describe('what holds on a day', () => {
  it('R020 is one standard from the first publication on, and none before', () => {
    fc.assert(
      fc.property(histories, (all) => {
        expect(standingOn(all, on(-1))).toBeNull();
        for (const at of days) {
          const found = standingOn(all, at);
          expect(found?.publication.startsOn).toSatisfy((start: Day) => start <= at);
          expect(found?.publication).toSatisfy((one: Publication) => at <= lastDayOf(one));
          // Since then without a break.
          const eve = standingOn(all, addDays(at, -1));
          const isSame = eve?.publication.id === found?.publication.id && eve?.since === found?.since;
          expect(isSame).toBe(found !== null && found.since < at);
        }
      }),
      { numRuns: fewOrMany(30, 100) },
    );
  });

  it('R021 is outside a season the same as if there were no season', () => {
    fc.assert(
      fc.property(histories, (all) => {
        const lasting = all.filter(({ endsOn }) => endsOn === null);
        for (const at of days) {
          const [found, without] = [standingOn(all, at), standingOn(lasting, at)];
          const season = all.find((one) => one.endsOn !== null && one.startsOn <= at && at <= lastDayOf(one));
          expect(found?.publication.id).toBe((season ?? without?.publication)?.id);
        }
      }),
      { numRuns: fewOrMany(30, 100) },
    );
  });

  it('R020 begins with its own choice for holders and returns with that of the season', () => {
    fc.assert(
      fc.property(histories, (all) => {
        for (const at of days.slice(1)) {
          const [eve, found] = [standingOn(all, addDays(at, -1)), standingOn(all, at)];
          if (found === null || eve?.publication.id === found.publication.id) continue;
          expect(found.since).toBe(at);
          const { publication } = found;
          const returns =
            publication.endsOn === null && eve !== null && beganBefore(publication, eve.publication);
          expect(found.holders).toBe(returns ? 'until-period-end' : 'for-good');
        }
      }),
      { numRuns: fewOrMany(30, 100) },
    );
  });

  it('R020 is the same for a moment as for its day, and begins when it was foretold', () => {
    fc.assert(
      fc.property(histories, (all) => {
        for (const at of days.slice(41))
          expect(standingAt(all, noon(at))?.publication.id).toBe(standingOn(all, at)?.publication.id);
        for (const [index, one] of all.entries()) {
          const from = inForceFrom(all.slice(0, index), one);
          const then = standingOn(all.slice(0, index + 1), from);
          if (one.lastDay === null) expect(then?.publication.id).toBe(one.id);
        }
      }),
      { numRuns: fewOrMany(30, 100) },
    );
  });

  it('R020 changes as planned on days that are known before', () => {
    const [usual] = publicationOf([], { published: 0, wait: 0, lasts: null, cut: null });
    const [atOnce] = publicationOf([], { published: 3, wait: 0, lasts: null, cut: null });
    const before = usual === undefined ? [] : [usual];
    const [season] = publicationOf(before, { published: 5, wait: 5, lasts: 3, cut: null });
    const [calledOff] = publicationOf(before, { published: 5, wait: 10, lasts: 3, cut: -1 });
    const all = [usual, atOnce, season, calledOff].filter((one) => one !== undefined);
    expect(all).toHaveLength(4);
    expect([...plannedChanges(all)]).toEqual([on(10), on(13)]);
  });
});
