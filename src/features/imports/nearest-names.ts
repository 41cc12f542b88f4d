import { foldName } from './column-names.ts';

const MOST = 3;
/** Of both names' characters this share must be common, in the same order. */
const ALIKE = 0.5;
/** A name is compared up to here. */
const LONGEST = 60;

/** The names most like a wanted one, the likest first; none if none is like it. */
export function nearestNames(wanted: string, names: readonly string[]): string[] {
  const target = foldName(wanted).slice(0, LONGEST);
  if (target === '') return [];
  return names
    .map((name) => ({ name, likeness: likeness(target, foldName(name).slice(0, LONGEST)) }))
    .filter(({ likeness }) => likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ name }) => name);
}

function likeness(a: string, b: string): number {
  if (b === '') return 0;
  if (a.includes(b) || b.includes(a)) return 1;
  return (2 * commonLength(a, b)) / (a.length + b.length);
}

/** The length of the longest common subsequence. */
function commonLength(a: string, b: string): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const x of a) {
    const next = [0];
    for (const [index, y] of [...b].entries()) {
      next.push(x === y ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
