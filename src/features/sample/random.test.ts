import { expect, test } from 'vitest';
import { exp, normal, random, scramble } from './random.ts';

test('gives the same numbers for a seed and stream, others for others', () => {
  const first = numbers(5, 1);
  expect(numbers(5, 1)).toEqual(first);
  expect(numbers(6, 1)).not.toEqual(first);
  expect(numbers(5, 2)).not.toEqual(first);
  expect(numbers(5 + 2 ** 32, 1)).not.toEqual(first);
  expect(first.every((number) => number >= 0 && number < 1)).toBe(true);
});

test('is sfc32: numbers of an independent implementation', () => {
  const next = random(5, 1);
  expect([next(), next(), next()].map((number) => number * 2 ** 32)).toEqual([
    3253687599, 291473888, 3861294852,
  ]);
});

test('normal numbers have mean 0 and variance 1', () => {
  const next = random(3, 1);
  const drawn = Array.from({ length: 20_000 }, () => normal(next));
  const mean = drawn.reduce((sum, number) => sum + number) / drawn.length;
  const variance = drawn.reduce((sum, number) => sum + (number - mean) ** 2, 0) / drawn.length;
  expect(mean).toBeCloseTo(0, 1);
  expect(variance).toBeCloseTo(1, 1);
});

test('exp is near enough to e to the power', () => {
  for (const x of [-1.5, -0.3, 0, 0.7, 1.5]) expect(exp(x) / Math.exp(x)).toBeCloseTo(1, 2);
});

test('scrambled numbers stay different and within eight digits', () => {
  const scrambled = new Set(Array.from({ length: 50_000 }, (_, number) => scramble(number, 99)));
  expect(scrambled.size).toBe(50_000);
  expect(Math.max(...scrambled)).toBeLessThan(100_000_000);
});

function numbers(seed: number, stream: number): number[] {
  const next = random(seed, stream);
  return Array.from({ length: 20 }, next);
}
