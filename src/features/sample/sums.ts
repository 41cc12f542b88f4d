/** 0, a, a + b, … : one more than the numbers given. */
export function partialSums(numbers: Float64Array): Float64Array {
  const sums = new Float64Array(numbers.length + 1);
  let sum = 0;
  numbers.forEach((number, index) => {
    sum += number;
    sums[index + 1] = sum;
  });
  return sums;
}

/** The index, below `count`, whose part of the partial sums `point` lies in. */
export function indexIn(sums: Float64Array, count: number, point: number): number {
  let low = 0;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((sums[middle] ?? 0) <= point) low = middle;
    else high = middle;
  }
  return low;
}
