import type { Condition } from '../condition.ts';
import { subjectKey } from './axis.ts';
import { type Band, compareFrom, compareTo, isClosing, isOpening } from './band.ts';
import { natureOf } from './natural.ts';
import type { Standard } from './standard.ts';
import { withTests } from './tests-in.ts';

/** The end of a band beyond which the next higher tier lies. */
export type Side = 'from' | 'to';

/** On which side higher tiers lie, by subject; subjects of which that is not plain are left out. */
export function sidesOf({ bands, scheme }: Standard, place: number): ReadonlyMap<string, Side> {
  const own = bands[place];
  const sides = new Map<string, Side>();
  for (const [key, band] of own?.bands ?? []) {
    const others = bands.flatMap((other, at): [number, Band][] => {
      const found = at === place ? undefined : other?.bands.get(key);
      return found === undefined ? [] : [[at, found]];
    });
    const { better } = natureOf(band.subject, scheme);
    // A band without a start begins before all, but a few large orders are no band above many.
    const isAbove = others.some(
      ([at, { from }]) =>
        (better !== 'less' || (from !== null && band.from !== null)) &&
        (at > place ? compareFrom(from, band.from) > 0 : compareFrom(from, band.from) < 0),
    );
    const isBelow = others.some(
      ([at, { to }]) =>
        (better !== 'more' || (to !== null && band.to !== null)) &&
        (at > place ? compareTo(to, band.to) < 0 : compareTo(to, band.to) > 0),
    );
    const hasBoth = band.from !== null && band.to !== null;
    if (isAbove !== isBelow) sides.set(key, isAbove ? 'to' : 'from');
    else if ((isAbove || hasBoth) && better !== null) sides.set(key, better === 'more' ? 'to' : 'from');
  }
  return sides;
}

/** The rule without the ends on those sides; null where nothing would be asked for, or nothing changes. */
export function withoutEnds(rule: Condition, sides: ReadonlyMap<string, Side>): Condition | null {
  let dropped = 0;
  const changed = withTests(rule, (test) => {
    const side = sides.get(subjectKey(test.subject));
    const kept = test.tests.filter((one) =>
      side === 'to' ? !isClosing(one) : side === 'from' ? !isOpening(one) : true,
    );
    dropped += test.tests.length - kept.length;
    return kept.length === 0 ? null : { ...test, tests: kept };
  });
  return dropped === 0 ? null : changed;
}

/** The rule of one comparison with its far end moved to where the next higher tier begins; null for others. */
export function upToNext(
  rule: Condition,
  sides: ReadonlyMap<string, Side>,
  { bands }: Standard,
  place: number,
): Condition | null {
  if (rule.kind !== 'test') return null;
  const key = subjectKey(rule.subject);
  const side = sides.get(key);
  const own = bands[place]?.bands.get(key);
  if (side === undefined || !own?.[side]) return null;
  const starts = bands.slice(place + 1).flatMap((other) => {
    const start = other?.bands.get(key)?.[side === 'to' ? 'from' : 'to'];
    return start ? [start] : [];
  });
  const [next] = starts.toSorted((a, b) => (side === 'to' ? compareFrom(a, b) : compareTo(b, a)));
  if (next === undefined) return null;
  const op = side === 'to' ? (next.open ? 'atMost' : 'under') : next.open ? 'atLeast' : 'over';
  const others = rule.tests.filter((test) => (side === 'to' ? !isClosing(test) : !isOpening(test)));
  return { ...rule, tests: [...others, { op, operand: next.operand }] };
}
