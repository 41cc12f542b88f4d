import { describe, expect, it } from 'vitest';
import { compareCodePoints } from './text.ts';

describe('texts in the order of their code points', () => {
  it('have what lies beyond U+FFFF after all else, as databases do', () => {
    const inOrder = ['a', '中', '\u{e000}', '﹏', 'Ａ', '\u{10000}', '😀', '😀a'];
    expect(inOrder.toReversed().sort(compareCodePoints)).toEqual(inOrder);
    expect(inOrder.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))).toEqual(inOrder);
  });
});
