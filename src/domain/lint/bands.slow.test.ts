import fc from 'fast-check';
import { expect, it } from 'vitest';
import '../../../test/support/seed.ts';
import { fewOrMany } from '../../../test/support/few-or-many.ts';
import { valuesOf } from '../../../test/support/scheme-in-test.ts';
import { holds } from '../evaluate/value.ts';
import { fraction } from '../exact.ts';
import { parseScheme } from '../parse/parse-scheme.ts';
import { editDocument } from './edit-document.ts';
import type { Finding } from './finding.ts';
import { lintScheme } from './lint-scheme.ts';

/** A tier's band: from and up to so many orders and so many categories. */
interface Typed {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

const HIGHEST = 12;
const points = Array.from({ length: (HIGHEST + 1) ** 2 }, (_, index) => [
  index % (HIGHEST + 1),
  Math.floor(index / (HIGHEST + 1)),
]) as [number, number][];

/** Bands that begin higher from tier to tier and end wherever somebody may have typed. */
const bands = fc
  .array(
    fc.record({
      steps: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
      lengths: fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((written) => {
    const from: [number, number] = [0, 0];
    return written.map(({ steps, lengths }): Typed => {
      from[0] += steps[0];
      from[1] += steps[1];
      return { from: [...from], to: [from[0] + lengths[0], from[1] + lengths[1]] };
    });
  })
  .filter((typed) => typed.every(({ to }) => Math.max(...to) < HIGHEST));

function documentOf(typed: readonly Typed[]): object {
  const tiers = typed.map(({ from, to }, index) => ({
    id: `t${index + 1}`,
    name: 'T',
    when: {
      all: [
        { metric: 'orders', atLeast: from[0], atMost: to[0] },
        { metric: 'categories', atLeast: from[1], atMost: to[1] },
      ],
    },
  }));
  return { tierbook: 1, id: 'x', name: 'X', tiers: [{ id: 't0', name: 'T' }, ...tiers] };
}

function lint(document: unknown): Finding[] {
  const parsed = parseScheme(document);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return lintScheme(parsed.scheme, document);
}

type Point = readonly [number, number];

function gradeOf(typed: readonly Typed[], [x, y]: Point): number {
  const held = typed.map(({ from, to }) => from[0] <= x && x <= to[0] && from[1] <= y && y <= to[1]);
  return held.lastIndexOf(true) + 1;
}

/** Reaches the start of a tier on both and is graded lower. */
function falls(typed: readonly Typed[], point: Point): boolean {
  return typed.some(
    ({ from }, index) => from[0] <= point[0] && from[1] <= point[1] && gradeOf(typed, point) <= index,
  );
}

/** Both fewer and more, of orders or of categories alone, are graded higher. */
function isBetween(typed: readonly Typed[], [x, y]: Point): boolean {
  const own = gradeOf(typed, [x, y]);
  const isHigher = (point: Point): boolean => gradeOf(typed, point) > own;
  const upTo = (end: number): number[] => Array.from({ length: end }, (_, value) => value);
  const beyond = (start: number): number[] => upTo(HIGHEST - start).map((value) => start + 1 + value);
  return (
    (upTo(x).some((less) => isHigher([less, y])) && beyond(x).some((more) => isHigher([more, y]))) ||
    (upTo(y).some((less) => isHigher([x, less])) && beyond(y).some((more) => isHigher([x, more])))
  );
}

function fallenIn(found: readonly Finding[], codes: readonly string[]): string[] {
  const rules = found.filter(({ code }) => codes.includes(code)).flatMap(({ rule }) => rule ?? []);
  return points
    .filter(([x, y]) => {
      const values = valuesOf({ orders: fraction(BigInt(x)), categories: fraction(BigInt(y)) });
      return rules.some((rule) => holds(rule, values));
    })
    .map(String);
}

it('a gap is told exactly of those between two higher grades, and an end exactly of all others who fall', () => {
  fc.assert(
    fc.property(bands, (typed) => {
      const found = lint(documentOf(typed));
      const between = points.filter((point) => isBetween(typed, point)).map(String);
      const fallen = points.filter((point) => falls(typed, point)).map(String);
      expect(fallenIn(found, ['gap'])).toEqual(between);
      expect(fallenIn(found, ['gap', 'upper-end'])).toEqual(fallen);
    }),
    { numRuns: fewOrMany(100, 300) },
  );
});

it('mend by mend all gaps and ends go, and nobody falls any more', () => {
  fc.assert(
    fc.property(bands, (typed) => {
      let document: unknown = documentOf(typed);
      for (const _ of typed) {
        const next = lint(document).find(({ code }) => code === 'gap' || code === 'upper-end');
        document = editDocument(document, next?.mend?.edits ?? []);
      }
      expect(fallenIn(lint(document), ['gap', 'upper-end'])).toEqual([]);
    }),
    { numRuns: fewOrMany(20, 60) },
  );
});
