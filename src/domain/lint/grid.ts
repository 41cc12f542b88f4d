import type { Condition } from '../condition.ts';
import { subjectsOf } from '../condition.ts';
import { passes } from '../evaluate/value.ts';
import type { Scheme } from '../scheme.ts';
import { type Axis, axisOf, subjectKey } from './axis.ts';

/** All customers there could be, as far as some rules tell them apart: each cell is a part of every axis. */
export interface Grid {
  readonly axes: readonly Axis[];
  readonly cells: number;
  /** A cell's part of an axis. */
  readonly partAt: (cell: number, axis: number) => number;
  /** The cell with another part of one axis. */
  readonly moved: (cell: number, axis: number, part: number) => number;
}

/** The cells where a rule holds: 1 for each. */
export type Cells = Uint8Array;

/** More would take too long for a check that runs while somebody types. */
const MOST_CELLS = 10_000;
const MOST_WORK = 200_000;

/** Null where the rules tell apart by more than can be looked through. */
export function gridOf(rules: readonly Condition[], scheme: Scheme): Grid | null {
  const all = rules.flatMap(subjectsOf);
  const subjects = [...new Map(all.map((subject) => [subjectKey(subject), subject])).values()];
  const axes: Axis[] = [];
  let cells = 1;
  for (const subject of subjects) {
    const axis = axisOf(subject, rules, scheme);
    cells *= axis?.parts.length ?? 0;
    if (axis === undefined || cells > MOST_CELLS || cells * all.length > MOST_WORK) return null;
    axes.push(axis);
  }
  const strides = axes.map((_, index) =>
    axes.slice(0, index).reduce((size, { parts }) => size * parts.length, 1),
  );
  const stride = (axis: number): number => strides[axis] ?? 1;
  const places = axes.map(({ parts }, axis) =>
    Uint16Array.from({ length: cells }, (_, cell) => Math.floor(cell / stride(axis)) % parts.length),
  );
  const partAt = (cell: number, axis: number): number => places[axis]?.[cell] ?? 0;
  return {
    axes,
    cells,
    partAt,
    moved: (cell, axis, part) => cell + (part - partAt(cell, axis)) * stride(axis),
  };
}

/** Where a rule holds. All it looks at must have an axis. */
export function cellsOf(rule: Condition, grid: Grid): Cells {
  switch (rule.kind) {
    case 'all':
    case 'any': {
      const [first = new Uint8Array(grid.cells), ...others] = rule.of.map((part) => cellsOf(part, grid));
      for (const other of others) {
        for (let cell = 0; cell < grid.cells; cell++) {
          const [own, next] = [first[cell] ?? 0, other[cell] ?? 0];
          first[cell] = rule.kind === 'all' ? own & next : own | next;
        }
      }
      return first;
    }
    case 'not':
      return cellsOf(rule.of, grid).map((is) => 1 - is);
    case 'test':
      return cellsOfTest(rule, grid);
  }
}

function cellsOfTest({ subject, tests }: Extract<Condition, { kind: 'test' }>, grid: Grid): Cells {
  const key = subjectKey(subject);
  const axis = grid.axes.findIndex((one) => one.key === key);
  const passing = grid.axes[axis]?.parts.map(({ value }) =>
    Number(tests.every((test) => passes(test, value, subject.type))),
  );
  return new Uint8Array(grid.cells).map((_, cell) => passing?.[grid.partAt(cell, axis)] ?? 0);
}

/** The place of the highest tier whose rule holds in each cell; 0 is the base tier. */
export function gradesOf({ tiers }: Scheme, grid: Grid): readonly number[] {
  const grades = new Array<number>(grid.cells).fill(0);
  tiers.forEach(({ when }, place) => {
    if (when === null) return;
    cellsOf(when, grid).forEach((holds, cell) => {
      if (holds === 1) grades[cell] = place;
    });
  });
  return grades;
}

export function hasAny(cells: Cells): boolean {
  return cells.includes(1);
}
