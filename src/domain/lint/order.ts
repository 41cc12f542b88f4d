import type { Condition } from '../condition.ts';
import { subjectWords } from '../describe/describe-condition.ts';
import { nameOf } from '../describe/describe-metric.ts';
import { type Text, text } from '../text.ts';
import { type Band, type Bands, compareFrom, compareTo } from './band.ts';
import { ruleOf } from './boxes.ts';
import type { Found, Mend } from './finding.ts';
import { cellsOf } from './grid.ts';
import { natureOf } from './natural.ts';
import { type Standard, whenPath } from './standard.ts';
import { tierName } from './words.ts';
import { writeCondition } from './write-condition.ts';

/** A higher tier that asks for less than a lower one. */
interface Misplaced {
  readonly lower: number;
  readonly higher: number;
  readonly easier: Band;
  readonly harder: Band;
}

/**
 * Thresholds that do not rise with the tiers: one finding for each subject, mended by putting them in order. `passed`
 * are the lower tiers of such pairs.
 */
export function orderTraps(standard: Standard): {
  readonly found: Found[];
  readonly passed: ReadonlySet<number>;
} {
  const keys = new Set(standard.bands.flatMap((bands) => [...(bands?.bands.keys() ?? [])]));
  const passed = new Set<number>();
  const found = [...keys].flatMap((key) => {
    const misplaced = misplacedOn(key, standard);
    for (const { lower } of misplaced) passed.add(lower);
    const worst = misplaced.at(-1);
    return worst === undefined ? [] : [finding(key, misplaced, worst, standard)];
  });
  return { found, passed };
}

function misplacedOn(key: string, { bands, scheme }: Standard): Misplaced[] {
  return bands.flatMap((upper, higher) =>
    bands.slice(0, higher).flatMap((under, lower): Misplaced[] => {
      const [easier, harder] = [upper?.bands.get(key), under?.bands.get(key)];
      if (easier === undefined || harder === undefined || !areAlike(upper, under)) return [];
      const { better } = natureOf(easier.subject, scheme);
      return isEasier(easier, harder, better) ? [{ lower, higher, easier, harder }] : [];
    }),
  );
}

function areAlike(a: Bands | null | undefined, b: Bands | null | undefined): boolean {
  return a?.joint === b?.joint || a?.joint === 'one' || b?.joint === 'one';
}

/** Whether a band begins below another, in the direction that is better, without being a band of its own there. */
function isEasier(easier: Band, harder: Band, better: 'more' | 'less' | null): boolean {
  const { from, to } = easier;
  if (from !== null && harder.from !== null && compareFrom(from, harder.from) < 0) {
    return better === 'more' || (better === null && compareTo(to, harder.to) >= 0);
  }
  if (to !== null && harder.to !== null && compareTo(to, harder.to) > 0) {
    return better === 'less' || (better === null && compareFrom(from, harder.from) <= 0);
  }
  return false;
}

function finding(key: string, misplaced: readonly Misplaced[], worst: Misplaced, standard: Standard): Found {
  const { scheme } = standard;
  const { higher, lower, easier, harder } = worst;
  const { subject } = easier;
  const name = subject.kind === 'metric' ? nameOf(subject.id, scheme) : subjectWords(subject, scheme).name;
  return {
    code: 'order',
    path: easier.placed[0]?.path ?? whenPath(higher),
    message: orderWords(name, tierName(scheme, higher), tierName(scheme, lower)),
    rule: fallen(misplaced, standard) ?? {
      kind: 'all',
      of: [
        ...easier.placed.map(({ test }) => test),
        { kind: 'not', of: { kind: 'all', of: harder.placed.map(({ test }) => test) } },
      ],
    },
    mends: inOrder(key, standard, endOf(easier, harder)),
  };
}

/** Who is in the higher tier with less than the lower one asks for. */
function fallen(misplaced: readonly Misplaced[], { whole }: Standard): Condition | null {
  if (whole === null) return null;
  const cells = new Uint8Array(whole.grid.cells);
  for (const { higher, harder } of misplaced) {
    const met = cellsOf({ kind: 'all', of: harder.placed.map(({ test }) => test) }, whole.grid);
    whole.grades.forEach((grade, cell) => {
      if (grade === higher && met[cell] === 0) cells[cell] = 1;
    });
  }
  return ruleOf(cells, whole.grid);
}

function endOf(easier: Band, harder: Band): 'from' | 'to' {
  return easier.from !== null && harder.from !== null && compareFrom(easier.from, harder.from) !== 0
    ? 'from'
    : 'to';
}

/** The tiers' thresholds on one subject, handed out anew from low to high. */
function inOrder(key: string, { bands }: Standard, end: 'from' | 'to'): Mend[] {
  const placed = bands.flatMap((one) => {
    const band = one?.bands.get(key);
    const [only] = band?.placed ?? [];
    return band === undefined || only === undefined || band.placed.length > 1 ? [] : [{ band, only }];
  });
  const sorted = placed.toSorted((a, b) =>
    end === 'from' ? compareFrom(a.band.from, b.band.from) : compareTo(b.band.to, a.band.to),
  );
  const edits = placed.flatMap(({ only }, index) => {
    const next = sorted[index]?.only ?? only;
    return next === only ? [] : [{ path: only.path, value: writeCondition(next.test) }];
  });
  const said: Text = text(
    '把门槛按等级从低到高重新排好',
    'put the thresholds in the order of the tiers, the easiest lowest',
  );
  return edits.length === 0 ? [] : [{ said, edits }];
}

function orderWords(name: Text, higher: Text, lower: Text): Text {
  return text(
    `门槛的顺序反了：${higher.zh}比${lower.zh}高，对${name.zh}的要求却更低，够不上${lower.zh}的客户也能评为${higher.zh}`,
    `the thresholds are not in order: ${higher.en} is above ${lower.en} but asks for less by ${name.en}, so customers who do not reach ${lower.en} are graded ${higher.en}`,
  );
}
