import type { Scheme } from '../scheme.ts';
import { type Bands, bandsOf } from './band.ts';
import type { DocumentPath } from './finding.ts';
import { type Cells, cellsOf, type Grid, gradesOf, gridOf } from './grid.ts';

/** A standard as the traps are looked for in it. */
export interface Standard {
  readonly scheme: Scheme;
  /** Null where it cannot be looked through whole. */
  readonly whole: Whole | null;
  /** Of the tiers' rules, by place; null for other shapes. */
  readonly bands: readonly (Bands | null)[];
}

/** All customers there could be, with the tier each gets. */
export interface Whole {
  readonly grid: Grid;
  readonly grades: readonly number[];
  /** Where each tier's rule holds; everywhere for the base tier. */
  readonly reached: readonly Cells[];
}

export function whenPath(place: number): DocumentPath {
  return ['tiers', place, 'when'];
}

export function standardOf(scheme: Scheme): Standard {
  const { tiers } = scheme;
  const rules = tiers.flatMap(({ when }) => (when === null ? [] : [when]));
  const grid = gridOf(rules, scheme);
  const whole = grid && {
    grid,
    grades: gradesOf(scheme, grid),
    reached: tiers.map(({ when }) =>
      when === null ? new Uint8Array(grid.cells).fill(1) : cellsOf(when, grid),
    ),
  };
  const bands = tiers.map(({ when }, place) => (when === null ? null : bandsOf(when, whenPath(place))));
  return { scheme, whole, bands };
}
