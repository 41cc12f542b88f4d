const STEP = 1e-4;

/**
 * Standard errors of positive parameters estimated by maximum likelihood: roots of the diagonal of the inverse of
 * minus the Hessian, which is taken by central differences of the gradient. Null where the data do not settle every
 * parameter.
 */
export function standardErrors(
  gradient: (parameters: readonly number[]) => readonly number[],
  at: readonly number[],
): number[] | null {
  const slopes = at.map((value, index) => {
    const moved = (by: number): readonly number[] =>
      gradient(at.map((each, i) => (i === index ? each * (1 + by) : each)));
    const [above, below] = [moved(STEP), moved(-STEP)];
    return above.map((each, i) => (each - (below[i] ?? 0)) / (2 * STEP * value));
  });
  const information = slopes.map((row, i) => row.map((cell, j) => -(cell + (slopes[j]?.[i] ?? 0)) / 2));
  return inverseDiagonal(information)?.map(Math.sqrt) ?? null;
}

/** The diagonal of a symmetric matrix's inverse, by Cholesky's decomposition; null unless it is positive definite. */
function inverseDiagonal(matrix: readonly (readonly number[])[]): number[] | null {
  const lower: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const made: number[] = [];
    for (let j = 0; j <= i; j++) {
      const rest = (row[j] ?? 0) - dot(made, lower[j] ?? made, j);
      if (j < i) made.push(rest / (lower[j]?.[j] ?? 1));
      else if (rest > 1e-10 * (row[i] ?? 0)) made.push(Math.sqrt(rest));
      else return null;
    }
    lower.push(made);
  }
  return matrix.map((_, column) => {
    const solved: number[] = [];
    for (const [i, row] of lower.entries()) {
      solved.push(((i === column ? 1 : 0) - dot(row, solved, i)) / (row[i] ?? 1));
    }
    return dot(solved, solved, solved.length);
  });
}

/** The sum of the first `count` products. */
function dot(a: readonly number[], b: readonly number[], count: number): number {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
