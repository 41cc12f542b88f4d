import { spaced } from '../describe/joining.ts';
import { text } from '../text.ts';
import { type Band, type Bands, compareFrom, compareTo } from './band.ts';
import { ruleOf } from './boxes.ts';
import type { Side } from './ends.ts';
import type { Found, Mend } from './finding.ts';
import { hasAny } from './grid.ts';
import { type Standard, type Whole, whenPath } from './standard.ts';
import { ruleWords, tierName } from './words.ts';

interface Bounded {
  readonly standard: Standard;
  readonly whole: Whole;
  readonly place: number;
  readonly sides: ReadonlyMap<string, Side>;
  readonly mends: readonly Mend[];
}

/** What lies in the band of a tier and in that of a higher one, which begins before this one ends. */
export function overlaps({ standard, whole, place, sides, mends }: Bounded): Found[] {
  const { scheme, bands } = standard;
  const { grid, reached } = whole;
  const both = new Uint8Array(grid.cells);
  let higher = 0;
  for (let above = place + 1; above < bands.length; above++) {
    if (!isTypedUpTo(bands[place] ?? null, bands[above] ?? null, sides)) continue;
    const shared = both.map((_, cell) => (reached[place]?.[cell] ?? 0) & (reached[above]?.[cell] ?? 0));
    if (!hasAny(shared)) continue;
    higher = above;
    shared.forEach((is, cell) => {
      if (is === 1) both[cell] = 1;
    });
  }
  const rule = ruleOf(both, grid);
  if (rule === null) return [];
  const [said, tier, top] = [ruleWords(rule, scheme), tierName(scheme, place), tierName(scheme, higher)];
  const message = text(
    `${spaced(said.zh, '的客户')}同时在${tier.zh}和${top.zh}两档里，会评为较高的一级。“以上”“以下”都含本数，请确认这是本意`,
    `${said.en} lies in the bands of both ${tier.en} and ${top.en} and is graded the higher. “From” and “up to” include the number itself: make sure that this is meant`,
  );
  return [{ code: 'overlap', path: whenPath(place), message, rule, mends }];
}

/** Whether a tier's band has an end towards the higher tier's band. */
function isTypedUpTo(own: Bands | null, other: Bands | null, sides: ReadonlyMap<string, Side>): boolean {
  if (!own || !other || own.joint === 'any' || other.joint === 'any') return false;
  const meets = (band: Band, next: Band, side: Side | undefined): boolean =>
    side === 'to'
      ? band.to !== null && compareFrom(next.from, band.from) > 0
      : side === 'from' && band.from !== null && compareTo(next.to, band.to) < 0;
  return [...own.bands].some(([key, band]) => {
    const next = other.bands.get(key);
    return next !== undefined && meets(band, next, sides.get(key));
  });
}
