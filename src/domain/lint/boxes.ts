import type { Condition, Test } from '../condition.ts';
import type { Axis, Part } from './axis.ts';
import type { Cells, Grid } from './grid.ts';

/** From one part of each axis to another, both included. */
type Box = readonly (readonly [from: number, to: number])[];

/** A rule that holds in these cells and no others, in few and large pieces; null for no cell at all. */
export function ruleOf(cells: Cells, grid: Grid): Condition | null {
  const left = cells.slice();
  const rules: Condition[] = [];
  for (let cell = left.indexOf(1); cell >= 0; cell = left.indexOf(1, cell)) {
    const box = grown(cell, cells, grid);
    eachCell(box, grid, (inside) => {
      left[inside] = 0;
      return true;
    });
    rules.push(ruleOfBox(box, grid));
  }
  const [only] = rules;
  return only === undefined || rules.length === 1 ? (only ?? null) : { kind: 'any', of: rules };
}

/** The box around a cell, made as large as the cells allow, axis by axis. */
function grown(cell: number, cells: Cells, grid: Grid): Box {
  let box: Box = grid.axes.map((_, axis) => [grid.partAt(cell, axis), grid.partAt(cell, axis)]);
  grid.axes.forEach(({ parts }, axis) => {
    for (const step of [1, -1]) {
      for (;;) {
        const [from, to] = box[axis] ?? [0, 0];
        const next = step === 1 ? to + 1 : from - 1;
        if (next < 0 || next >= parts.length) break;
        const slab = box.map((range, at) => (at === axis ? ([next, next] as const) : range));
        if (!eachCell(slab, grid, (inside) => cells[inside] === 1)) break;
        box = box.map((range, at) =>
          at === axis ? ([Math.min(from, next), Math.max(to, next)] as const) : range,
        );
      }
    }
  });
  return box;
}

/** Whether something is so for every cell of a box; it is asked until it is not. */
function eachCell(box: Box, grid: Grid, is: (cell: number) => boolean): boolean {
  const walk = (axis: number, cell: number): boolean => {
    const range = box[axis];
    if (range === undefined) return is(cell);
    for (let part = range[0]; part <= range[1]; part++) {
      if (!walk(axis + 1, grid.moved(cell, axis, part))) return false;
    }
    return true;
  };
  return walk(0, 0);
}

function ruleOfBox(box: Box, { axes }: Grid): Condition {
  const tests = axes.flatMap((axis, at): Condition[] => {
    const [from, to] = box[at] ?? [0, 0];
    return from === 0 && to === axis.parts.length - 1 ? [] : [ruleOfRange(axis, from, to)];
  });
  const [only] = tests;
  if (only !== undefined) return tests.length === 1 ? only : { kind: 'all', of: tests };
  const [subject] = axes.map((axis) => axis.subject);
  if (subject === undefined) throw new RangeError('no axis');
  const empty = (is: boolean): Condition => ({
    kind: 'test',
    subject,
    tests: [{ op: 'isEmpty', empty: is }],
  });
  return { kind: 'any', of: [empty(true), empty(false)] };
}

/** From a part of an axis to another; not all of it. */
function ruleOfRange(axis: Axis, from: number, to: number): Condition {
  const { subject, parts } = axis;
  const last = parts.length - 1;
  const test = (...tests: Test[]): Condition => ({ kind: 'test', subject, tests });
  if (parts[from]?.kind === 'empty') {
    return to === from
      ? test({ op: 'isEmpty', empty: true })
      : { kind: 'not', of: ruleOfRange(axis, to + 1, last) };
  }
  if (from > 0 && parts[from - 1]?.kind === 'empty' && to === last)
    return test({ op: 'isEmpty', empty: false });
  if (parts[from]?.kind === 'stretch') return test(...stretchTests(parts, from, to));
  const texts = (some: readonly Part[]) =>
    some.flatMap((part) => (part.kind === 'text' ? [{ kind: 'text', value: part.text } as const] : []));
  if (parts[to]?.kind === 'other') return test({ op: 'notIn', operands: texts(parts.slice(0, from)) });
  return test({ op: 'in', operands: texts(parts.slice(from, to + 1)) });
}

function stretchTests(parts: readonly Part[], from: number, to: number): Test[] {
  const [first, last] = [parts[from], parts[to]];
  if (first?.kind !== 'stretch' || last?.kind !== 'stretch') throw new RangeError('no stretch');
  const isFirst = from === 0 || parts[from - 1]?.kind === 'empty';
  const [low, high] = [isFirst ? null : first.from, to === parts.length - 1 ? null : last.to];
  if (low !== null && low === last.to && first.from === first.to) return [{ op: 'is', operand: low.operand }];
  const lower: Test[] =
    low === null ? [] : [{ op: first.from === first.to ? 'atLeast' : 'over', operand: low.operand }];
  const upper: Test[] =
    high === null ? [] : [{ op: last.from === last.to ? 'atMost' : 'under', operand: high.operand }];
  return [...lower, ...upper];
}
