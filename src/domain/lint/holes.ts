import type { Condition } from '../condition.ts';
import { nameOf } from '../describe/describe-metric.ts';
import type { Scheme } from '../scheme.ts';
import { text } from '../text.ts';
import { subjectKey } from './axis.ts';
import type { Band } from './band.ts';
import { ruleOf } from './boxes.ts';
import type { Found, Mend } from './finding.ts';
import { type Cells, cellsOf, hasAny } from './grid.ts';
import { natureOf } from './natural.ts';
import { type Standard, type Whole, whenPath } from './standard.ts';
import { withTests } from './tests-in.ts';
import { exampleWords, ruleWords, tierName } from './words.ts';
import { writeCondition } from './write-condition.ts';

/**
 * Holes that AND leaves: who has what a high tier asks for but for one metric, and falls past the tiers between to the
 * lowest. One finding for each metric that is missed; `told` are cells that another trap tells of.
 */
export function holeTraps(standard: Standard, told: Cells | null): Found[] {
  const { scheme, whole, bands } = standard;
  if (whole === null) return [];
  const metrics = new Set(
    bands
      .flatMap((one) => (one?.joint === 'all' ? [...one.bands] : []))
      .flatMap(([key, { subject }]) => (subject.kind === 'metric' ? [key] : [])),
  );
  return [...metrics].flatMap((missed): Found[] => {
    const cells = new Uint8Array(whole.grid.cells);
    const rests: Condition[] = [];
    let highest = 0;
    for (let place = 2; place < scheme.tiers.length; place++) {
      const rest = withoutMissed(standard, place, missed);
      const fallen = rest && fallThrough(rest, whole, told);
      if (rest === null || fallen === null || !hasAny(fallen)) continue;
      rests.push(rest);
      highest = place;
      fallen.forEach((is, cell) => {
        if (is === 1) cells[cell] = 1;
      });
    }
    return finding({ cells, rests, highest, missed }, standard, whole);
  });
}

/** What the tier asks for beside a metric, if that is a metric too. */
function withoutMissed({ scheme, bands }: Standard, place: number, missed: string): Condition | null {
  const own = bands[place];
  const rule = scheme.tiers[place]?.when;
  if (own?.joint !== 'all' || !rule || !own.bands.has(missed)) return null;
  if (![...own.bands].some(([key, band]) => key !== missed && isEarned(band, scheme))) return null;
  return withTests(rule, (test) => (subjectKey(test.subject) === missed ? null : test));
}

/** A metric of which enough is asked for: many orders rather than few. */
function isEarned({ subject, from, to }: Band, scheme: Scheme): boolean {
  if (subject.kind !== 'metric') return false;
  const { better } = natureOf(subject, scheme);
  return better === 'less' ? to !== null : better === 'more' ? from !== null : from !== null || to !== null;
}

function fallThrough(rest: Condition, { grid, grades }: Whole, told: Cells | null): Cells {
  return cellsOf(rest, grid).map((is, cell) => Number(is === 1 && grades[cell] === 0 && told?.[cell] !== 1));
}

interface Hole {
  readonly cells: Cells;
  readonly rests: readonly Condition[];
  readonly highest: number;
  readonly missed: string;
}

function finding({ cells, rests, highest, missed }: Hole, { scheme }: Standard, { grid }: Whole): Found[] {
  const rule = ruleOf(cells, grid);
  const next = scheme.tiers[1]?.when;
  if (rule === null || !next) return [];
  const name = nameOf(missed.slice('metric:'.length), scheme);
  const [top, base] = [tierName(scheme, highest), tierName(scheme, 0)];
  const [said, example] = [ruleWords(rule, scheme), exampleWords(cells, grid, scheme)];
  const message = text(
    `其他条件够得上${top.zh}，只因为${name.zh}不够，就一直落到最低的${base.zh}：${said.zh}。例如：${example.zh}`,
    `all else reaches ${top.en}, but for ${name.en} alone customers fall to ${base.en}, the lowest: ${said.en}. For example: ${example.en}`,
  );
  const others = next.kind === 'any' ? next.of : [next];
  const mends = [rests.slice(0, 1), rests].map(
    (some): Mend => ({
      said: text(
        `让他们至少评为${tierName(scheme, 1).zh}：这样也算达到`,
        `let them be ${tierName(scheme, 1).en} at least: this is enough for it too`,
      ),
      edits: [{ path: whenPath(1), value: writeCondition({ kind: 'any', of: [...others, ...some] }) }],
    }),
  );
  return [{ code: 'hole', path: whenPath(highest), message, rule, mends }];
}
