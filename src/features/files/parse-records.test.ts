import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRecords } from './parse-records.ts';

describe('parseRecords', () => {
  it('reads quoted delimiters, doubled quotes and line breaks as part of the cell', () => {
    expect(parseRecords('a,"b,""x""\nc",d\r\n1,,3', ',')).toEqual([
      ['a', 'b,"x"\nc', 'd'],
      ['1', '', '3'],
    ]);
  });

  it('takes LF, CRLF and CR as line ends and counts blank lines as records', () => {
    expect(parseRecords('a\n\r\nb\rc\n', ',')).toEqual([['a'], [''], ['b'], ['c']]);
  });

  it('keeps a quote inside an unquoted cell, as in an Excel formula', () => {
    expect(parseRecords('="0012",5" pipe', ',')).toEqual([['="0012"', '5" pipe']]);
  });

  it('keeps the empty cell after a last delimiter', () => {
    expect(parseRecords('a,b,', ',')).toEqual([['a', 'b', '']]);
  });

  it('leaves out the unfinished last record of a cut text', () => {
    expect(parseRecords('a,b\n1,"2', ',', { complete: false })).toEqual([['a', 'b']]);
    expect(parseRecords('a,b\n1,2', ',', { complete: false })).toEqual([['a', 'b']]);
    expect(parseRecords('a,b\n1,', ',', { complete: false })).toEqual([['a', 'b']]);
  });

  it('stops after the number of records asked for', () => {
    expect(parseRecords('1\n2\n3', ',', { limit: 2 })).toEqual([['1'], ['2']]);
  });

  it('gives back any cells that were written with quotes', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '张', ',', '"', '\n', '\r', ' ', '\t', "'") });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), (records, end) => {
        const lines = records.map((cells) => cells.map((it) => `"${it.replaceAll('"', '""')}"`).join(','));
        expect(parseRecords(lines.join(end), ',')).toEqual(records);
      }),
    );
  });
});
