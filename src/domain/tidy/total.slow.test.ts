import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmount, readQuantity } from './read-amount.ts';
import { readCurrency } from './read-currency.ts';
import { readMoment } from './read-moment.ts';
import { readRating } from './read-rating.ts';
import { readStatus } from './read-status.ts';
import { readId, readText } from './read-text.ts';
import { type Reading, rejectText, tidyingText } from './reading.ts';

const readers: Record<string, (raw: string) => Reading<unknown>> = {
  readText,
  readId,
  readAmount: (raw) => readAmount(raw, 2, 'CNY'),
  readQuantity,
  readRating,
  readMoment: (raw) => readMoment(raw, 'America/New_York'),
  readStatus,
  readCurrency,
};

const blns = new URL('../../../../shared/data/conformance/blns/blns.json', import.meta.url);
const nasties: readonly string[] = [
  ...[
    '\0',
    '\ud800',
    '\udc00x',
    '\u202e12',
    '１'.repeat(150),
    '(((((',
    '="',
    '=""',
    "'='",
    '%',
    '0.',
    '.',
    '¥¥1',
  ],
  ...[
    'NaN',
    'Infinity',
    '1E400',
    '-0',
    '__proto__',
    '9'.repeat(400),
    '1,'.repeat(99),
    '年月日',
    '0'.repeat(200),
  ],
  ...(existsSync(blns) ? (JSON.parse(readFileSync(blns, 'utf8')) as string[]) : []),
];

const pieces = fc.constantFrom(
  ...'0 1 2026 11 22 - / . , : T Z ( ) + ¥ 元 万 千 E % 年 月 日 时 分 上午 PM Nov 周日 =" " \' UTC'.split(
    ' ',
  ),
  ' ',
  '\u3000',
  '\u200b',
  '１',
);
const messy = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join('')),
);

describe.each(Object.entries(readers))('%s', (_name, reader) => {
  it('has an answer to whatever is typed', () => {
    const answer = (raw: string) => {
      const reading = reader(raw);
      if (!reading.ok) expect(rejectText[reading.reason].zh).not.toBe('');
      else for (const tidying of reading.tidied) expect(tidyingText[tidying].zh).not.toBe('');
    };
    nasties.forEach(answer);
    fc.assert(fc.property(messy, answer), { numRuns: 2000 });
  });

  it('says each thing that was tidied once', () => {
    fc.assert(
      fc.property(messy, (raw) => {
        const reading = reader(raw);
        if (reading.ok) expect(new Set(reading.tidied).size).toBe(reading.tidied.length);
      }),
    );
  });

  it.each(['9', ' ', '1 ', '(', ',1', '1,', '年', '-', 'a', '\u3000x', '="', "'", '.0', '日 '])(
    'does not choke on a million times %j',
    (unit) => {
      const started = performance.now();
      reader(unit.repeat(1_000_000));
      reader(`1${unit.repeat(60)}1`);
      expect(performance.now() - started).toBeLessThan(4000);
    },
  );
});
