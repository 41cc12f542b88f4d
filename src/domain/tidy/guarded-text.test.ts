import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guarded, unguarded } from './guarded-text.ts';
import { readText } from './read-text.ts';

/** Texts made of what spreadsheets and readers look at. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...['=', '+', '-', '@', "'", '"', ',', ';', '|', '\t', '\r', '\n', ' ', '＝', '﹣'],
      ...['1', '5.5', 'A1', 'cmd', '="', 'é', '客', '👩‍👧', '\u202e', '\u200b', '$1'],
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** What a spreadsheet would take for the beginning of a formula, wherever it may split a text. */
function beginnings(cell: string): string[] {
  return cell.split(/[,;|\t\r\n"]/).filter((part) => /^ *[=+\-@＝＋－＠]/.test(part));
}

describe('texts for spreadsheets (R040)', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ["@SUM(1+9)*cmd|' /C calc'!A0", "'@SUM(1+9)*cmd|' /C calc'!A0"],
    ['＝1+1', "'＝1+1"],
    ["'quoted'", "''quoted'"],
    ['x;=1+1', "'x;'=1+1"],
    ['","=1+1","', `'","'=1+1","`],
    ['a\n=1', "'a\n'=1"],
    ['-', "'-"],
    ['+86-138-0013-8000', "'+86-138-0013-8000"],
  ])('%j is written %j', (text, cell) => {
    expect(guarded(text)).toBe(cell);
    expect(unguarded(cell)).toBe(text);
  });

  it.each(['-5', '+5.25', '+8613800138000', '+86 138 0013 8000', '张三', '1-2', 'A;-5;+6', "it's"])(
    '%j stays what it is',
    (text) => {
      expect(guarded(text)).toBe(text);
    },
  );

  it('comes back as it was, from whatever text, and begins no formula anywhere', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const cell = guarded(text);
        expect(cell.startsWith("'") ? unguarded(cell) : cell).toBe(text);
        for (const part of beginnings(cell)) expect(part).toMatch(/^ *[+-]\d[\d .]*$/);
      }),
      { numRuns: 5000 },
    );
  });

  it('is read back by the importer, which takes off blanks at the ends', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const kept = readText(text);
        if (!kept.ok || kept.value === null) return;
        expect(readText(guarded(kept.value))).toMatchObject({ value: kept.value });
      }),
      { numRuns: 5000 },
    );
  });
});
