import { describe, expect, it } from 'vitest';
import { encodeGb18030 } from './gb18030.ts';

const decoder = new TextDecoder('gb18030', { fatal: true });

describe('GB18030 (R040)', () => {
  it('holds every character there is but 19 for private use, of two and of four bytes', () => {
    const points = Array.from({ length: 0x110000 }, (_, point) => point);
    const all = points.filter((point) => (point & 0xfff800) !== 0xd800);
    const text = all.map((point) => String.fromCodePoint(point)).join('');
    const read = [...decoder.decode(encodeGb18030(text))];
    const lost = all.filter((point, index) => read[index]?.codePointAt(0) !== point);
    expect(read).toHaveLength(all.length);
    expect(lost).toHaveLength(19);
    expect(lost.every((point) => point >= 0xe000 && point <= 0xf8ff)).toBe(true);
  });

  it.each([
    ['A', '41'],
    ['中', 'd6d0'],
    ['€', 'a2e3'],
    ['䶮', 'fe9f'],
    ['é', 'a8a6'],
    ['ü', 'a8b9'],
    ['ß', '81308938'],
    ['𠮷', '9534b235'],
    ['😀', '9439fc36'],
  ] as const)('writes %s as %s', (sign, hex) => {
    expect(encodeGb18030(sign).toString('hex')).toBe(hex);
  });

  it('writes half a pair as U+FFFD', () => {
    expect(decoder.decode(encodeGb18030('a\ud83db'))).toBe('a\ufffdb');
  });
});
