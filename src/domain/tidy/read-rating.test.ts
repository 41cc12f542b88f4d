import { describe, expect, it } from 'vitest';
import { readRating } from './read-rating.ts';
import { read, reject } from './reading.ts';

const half = 500_000n;

describe('ratings are read exactly, in millionths (R005–R008)', () => {
  it.each([
    ['5', 10n, []],
    ['4.5', 9n, []],
    ['0', 0n, []],
    ['10', 20n, []],
    ['５', 10n, ['full-width']],
    ['5星', 10n, ['rating-word']],
    ['4.5分', 9n, ['rating-word']],
    ['5 stars', 10n, ['rating-word']],
    ['4.5/5', 9n, ['rating-word']],
    ['五星', 10n, ['rating-word']],
    ['四星半', 9n, ['rating-word']],
    ['★★★★☆', 8n, ['rating-word']],
    ['⭐⭐⭐', 6n, ['rating-word']],
    ['好评', 10n, ['rating-word']],
    ['中评', 6n, ['rating-word']],
    ['差评', 2n, ['rating-word']],
    ['非常满意', 10n, ['rating-word']],
    [' Very satisfied ', 10n, ['rating-word']],
    ['Neutral', 6n, ['rating-word']],
  ] as const)('%j is %s halves', (raw, halves, tidied) => {
    expect(readRating(raw)).toEqual(read(halves * half, tidied));
  });

  it.each(['', '  ', '-', '无', 'N/A'])('%j is blank', (raw) => {
    expect(readRating(raw)).toMatchObject({ ok: true, value: null });
  });

  it.each([
    ['赞', 'rating-unknown'],
    ['-1', 'rating-unknown'],
    ['8/10', 'rating-unknown'],
    ['5件', 'rating-unknown'],
    ['六星', 'rating-unknown'],
    ['★x', 'rating-unknown'],
    ['90%', 'amount-percent'],
    ['好'.repeat(201), 'too-long'],
  ] as const)('%j is refused: %s', (raw, reason) => {
    expect(readRating(raw)).toEqual(reject(reason));
  });
});
