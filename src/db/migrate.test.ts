import { describe, expect, it } from 'vitest';
import { recordedAs } from './migrate.ts';

describe('migrations', () => {
  it('are applied in the order of their numbers, beyond nine too', () => {
    const names = Array.from({ length: 25 }, (_, index) => `${index + 1}-step`);
    expect(names.map(recordedAs).toSorted()).toEqual(names.map(recordedAs));
    expect(recordedAs('1-register')).toBe('1-register');
  });
});
