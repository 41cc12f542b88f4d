import { parseScheme } from '../parse/parse-scheme.ts';
import type { Scheme } from '../scheme.ts';
import { bandEndTraps } from './band-ends.ts';
import { editDocument } from './edit-document.ts';
import { type Finding, type Found, type Mend, traps } from './finding.ts';
import { holeTraps } from './holes.ts';
import { keepTraps } from './keeps.ts';
import { orderTraps } from './order.ts';
import { sinceUpgradeTraps } from './since-upgrade.ts';
import { standardOf } from './standard.ts';
import { unreachableTraps } from './unreachable.ts';
import { windowTraps } from './windows.ts';

/** More would be no help to anybody. */
const MOST_TOLD = 20;
/** Mends tried of a usual standard; of very large ones fewer, as the check runs while somebody types. */
const MOST_TRIED = 12;
const LARGE = 60_000;

/** The traps in a standard, given with its document, in the order of their kinds and then of the tiers. */
export function lintScheme(scheme: Scheme, document: unknown): Finding[] {
  const found = trapsIn(scheme);
  const size = (standardOf(scheme).whole?.grid.cells ?? 1) * scheme.tiers.length;
  let tries = Math.max(2, Math.min(MOST_TRIED, Math.floor(LARGE / size)));
  return found.slice(0, MOST_TOLD).map(({ mends, ...finding }) => {
    const tried = mends.slice(0, tries);
    tries -= tried.length;
    return { ...finding, mend: chosen(finding, tried, found, document) };
  });
}

function trapsIn(scheme: Scheme): Found[] {
  const standard = standardOf(scheme);
  const { found: order, passed } = orderTraps(standard);
  const unreachable = unreachableTraps(standard, passed);
  const broken = new Set(
    unreachable.filter(({ code }) => code === 'contradiction').map(({ path }) => path[1]),
  );
  const { found: ends, told } = bandEndTraps(standard, (place) => !broken.has(place));
  const found = [
    ...unreachable,
    ...order,
    ...ends,
    ...holeTraps(standard, told),
    ...windowTraps(standard),
    ...sinceUpgradeTraps(standard),
    ...keepTraps(standard),
  ];
  return traps.flatMap((code) => found.filter((finding) => finding.code === code));
}

/** The first mend after which there are fewer such traps: if there is one, without a new trap of another kind. */
function chosen(
  { code }: Pick<Found, 'code'>,
  mends: readonly Mend[],
  found: readonly Found[],
  document: unknown,
): Mend | null {
  const tried = mends.flatMap((mend) => {
    const mended = parseScheme(editDocument(document, mend.edits));
    const left = mended.ok ? trapsIn(mended.scheme) : found;
    return count(left, code) < count(found, code) ? [{ mend, left }] : [];
  });
  const clean = tried.find(({ left }) => traps.every((other) => count(left, other) <= count(found, other)));
  return (clean ?? tried[0])?.mend ?? null;
}

function count(found: readonly Found[], code: Finding['code']): number {
  return found.filter((finding) => finding.code === code).length;
}
