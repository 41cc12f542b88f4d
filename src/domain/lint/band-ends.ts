import { spaced } from '../describe/joining.ts';
import { type Text, text } from '../text.ts';
import { ruleOf } from './boxes.ts';
import { type Side, sidesOf, upToNext, withoutEnds } from './ends.ts';
import type { Found, Mend } from './finding.ts';
import { type Cells, cellsOf } from './grid.ts';
import { overlaps } from './overlaps.ts';
import { type Standard, type Whole, whenPath } from './standard.ts';
import { exampleWords, ruleWords, tierName } from './words.ts';
import { writeCondition } from './write-condition.ts';

/**
 * Traps of bands that are typed with both ends. Who meets all that a tier asks for at the near end, but is beyond its far
 * end and in no higher tier, falls: into a gap, where both more and less would be better, or off the upper end. And what
 * lies in the bands of two tiers is in both. `told` are the cells of those who fall; tiers with
 * other faults are left out.
 */
export function bandEndTraps(
  standard: Standard,
  isSound: (place: number) => boolean,
): { readonly found: Found[]; readonly told: Cells | null } {
  const { scheme, whole } = standard;
  if (whole === null) return { found: [], told: null };
  const told = new Uint8Array(whole.grid.cells);
  const found: Found[] = [];
  for (let place = scheme.tiers.length - 1; place > 0; place--) {
    const sides = sidesOf(standard, place);
    const rule = scheme.tiers[place]?.when;
    if (!rule || !isSound(place)) continue;
    const open = withoutEnds(rule, sides);
    const relaxed = open ?? upToNext(rule, sides, standard, place);
    if (relaxed === null) continue;
    const said = mendWords(sides, open === null, place === scheme.tiers.length - 1);
    const mends: Mend[] = [{ said, edits: [{ path: whenPath(place), value: writeCondition(relaxed) }] }];
    const fallen = fallenCells(cellsOf(relaxed, whole.grid), place, whole, told);
    const gaps = fallen.map((is, cell) => Number(is === 1 && isDip(cell, whole)));
    const beyond = fallen.map((is, cell) => Number(is === 1 && gaps[cell] === 0));
    found.unshift(
      ...overlaps({ standard, whole, place, sides, mends }),
      ...gapFinding(gaps, place, standard, mends),
      ...upperEndFinding(beyond, place, standard, mends, endWords(sides)),
    );
  }
  return { found, told };
}

/** Who would be in the tier were it not for its far ends; each is told of one tier alone. */
function fallenCells(relaxed: Cells, place: number, { grades }: Whole, told: Cells): Cells {
  const fallen = relaxed.map((is, cell) =>
    Number(is === 1 && (grades[cell] ?? 0) < place && told[cell] === 0),
  );
  fallen.forEach((is, cell) => {
    if (is === 1) told[cell] = 1;
  });
  return fallen;
}

/** Whether some subject's higher and lower values are both graded higher, all else being the same. */
function isDip(cell: number, { grid, grades }: Whole): boolean {
  const own = grades[cell] ?? 0;
  return grid.axes.some(({ parts }, axis) => {
    const here = grid.partAt(cell, axis);
    if (parts[here]?.kind !== 'stretch') return false;
    const higher = parts.map(
      ({ kind }, part) => kind === 'stretch' && (grades[grid.moved(cell, axis, part)] ?? 0) > own,
    );
    return higher.slice(0, here).includes(true) && higher.slice(here + 1).includes(true);
  });
}

function mendWords(sides: ReadonlyMap<string, Side>, isMoved: boolean, isTop: boolean): Text {
  const { zh, en } = endWords(sides);
  if (isMoved) return text(`${zh}写到下一级的起点为止`, `let the ${en} be where the next tier begins`);
  if (isTop) return text(`去掉最高一级的${zh}`, `leave out the ${en} of the highest tier`);
  return text(
    `去掉${zh}：满足更高等级的客户本来就归更高等级，只写起点就够了`,
    `leave out the ${en}: whoever meets a higher tier is in it anyway, so where the band begins is enough`,
  );
}

function endWords(sides: ReadonlyMap<string, Side>): Text {
  const kinds = new Set(sides.values());
  if (kinds.size > 1) return text('另一端', 'far end');
  return kinds.has('from') ? text('下限', 'lower end') : text('上限', 'upper end');
}

function gapFinding(
  cells: Cells,
  place: number,
  { scheme, whole }: Standard,
  mends: readonly Mend[],
): Found[] {
  const rule = whole && ruleOf(cells, whole.grid);
  if (!rule) return [];
  const [said, example] = [ruleWords(rule, scheme), exampleWords(cells, whole.grid, scheme)];
  const fallen = tierName(scheme, lowest(cells, whole));
  const message = text(
    `等级之间有空档：${spaced(said.zh, '的客户')}不在任何一档里，落到${fallen.zh}，而比他们少的和多的都评得更高。例如：${example.zh}`,
    `a gap between tiers: ${said.en} is in no band and falls to ${fallen.en}, while both less and more are graded higher. For example: ${example.en}`,
  );
  return [{ code: 'gap', path: whenPath(place), message, rule, mends }];
}

function upperEndFinding(
  cells: Cells,
  place: number,
  { scheme, whole }: Standard,
  mends: readonly Mend[],
  end: Text,
): Found[] {
  const rule = whole && ruleOf(cells, whole.grid);
  if (!rule) return [];
  const [said, example] = [ruleWords(rule, scheme), exampleWords(cells, whole.grid, scheme)];
  const [tier, fallen] = [tierName(scheme, place), tierName(scheme, lowest(cells, whole))];
  const message = text(
    `超出${tier.zh}的${end.zh}、又够不上更高等级的客户反而落到${fallen.zh}：${said.zh}。例如：${example.zh}`,
    `whoever goes beyond the ${end.en} of ${tier.en} without reaching a higher tier falls to ${fallen.en}: ${said.en}. For example: ${example.en}`,
  );
  return [{ code: 'upper-end', path: whenPath(place), message, rule, mends }];
}

function lowest(cells: Cells, { grades }: Whole): number {
  return Math.min(...grades.filter((_, cell) => cells[cell] === 1));
}
