import type { InSteps } from './in-steps.ts';

/** A function's value at a point and its slope along every axis. */
export interface Height {
  readonly value: number;
  readonly gradient: readonly number[];
}

export interface Summit extends Height {
  readonly at: readonly number[];
  /** Going on would lead no higher. */
  readonly reached: boolean;
}

/** What passes for nothing. */
export interface Tolerance {
  readonly slope: number;
  /** Of several steps together. */
  readonly gain: number;
}

const MOST_STEPS = 300;
const FEW_STEPS = 5;
const LONGEST_STEP = 2;

/**
 * The highest point that going uphill from `start` reaches, by BFGS with backtracking (Nocedal & Wright 2006, algorithm
 * 6.1). Reached is a point without slope, or one from where a ridge rises for ever and hardly at all.
 */
export function* maximise(
  height: (at: readonly number[]) => Height,
  start: readonly number[],
  { slope, gain }: Tolerance,
): InSteps<Summit> {
  const before: number[] = [];
  let here: Place = { at: start, ...height(start) };
  let inverse = identity(start.length);
  let fresh = true;
  for (let step = 0; step < MOST_STEPS; step++) {
    yield;
    if (isLevel(here, slope) || here.value - (before.at(-FEW_STEPS) ?? Number.NEGATIVE_INFINITY) < gain) {
      return { ...here, reached: true };
    }
    const next = climb(height, here, product(inverse, here.gradient));
    // Not even straight uphill is anything to gain.
    if (next === null && fresh) return { ...here, reached: true };
    inverse =
      next === null
        ? identity(start.length)
        : updated(inverse, minus(next.at, here.at), minus(here.gradient, next.gradient));
    fresh = next === null;
    before.push(here.value);
    here = next ?? here;
  }
  return { ...here, reached: false };
}

interface Place extends Height {
  readonly at: readonly number[];
}

function isLevel({ gradient }: Height, slope: number): boolean {
  return gradient.every((each) => Math.abs(each) <= slope);
}

/** The first place on the way that is higher by a fair part of what the slope promises. */
function climb(
  height: (at: readonly number[]) => Height,
  here: Place,
  direction: readonly number[],
): Place | null {
  const longest = Math.max(...direction.map(Math.abs));
  const promised = dot(direction, here.gradient);
  // What rounding takes away is no way down.
  const noise = 1e-14 * Math.abs(here.value);
  for (let length = Math.min(1, LONGEST_STEP / longest); length * longest > 1e-14; length /= 2) {
    const at = here.at.map((each, axis) => each + length * (direction[axis] ?? 0));
    const found = height(at);
    if (found.value >= here.value + 1e-4 * length * promised - noise) return { at, ...found };
  }
  return null;
}

type Matrix = readonly (readonly number[])[];

/** The inverse of the curvature, as far as a step shows it; `turn` is what the slope lost on the way. */
function updated(inverse: Matrix, way: readonly number[], turn: readonly number[]): Matrix {
  const bend = dot(way, turn);
  if (!(bend > 1e-12 * Math.sqrt(dot(way, way) * dot(turn, turn)))) return inverse;
  const turned = product(inverse, turn);
  const scale = (1 + dot(turn, turned) / bend) / bend;
  return inverse.map((row, i) =>
    row.map((cell, j) => {
      const [wayI = 0, wayJ = 0, turnedI = 0, turnedJ = 0] = [way[i], way[j], turned[i], turned[j]];
      return cell + scale * wayI * wayJ - (wayI * turnedJ + turnedI * wayJ) / bend;
    }),
  );
}

function identity(size: number): Matrix {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j): number => (i === j ? 1 : 0)),
  );
}

function product(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => dot(row, vector));
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, each, index) => sum + each * (b[index] ?? 0), 0);
}

function minus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((each, index) => each - (b[index] ?? 0));
}
