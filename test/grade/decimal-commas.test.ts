import { describe, expect, it } from 'vitest';
import { gradeFiles } from '../support/grade-files.ts';

describe('decimal commas (R005–R008)', () => {
  const graded = async (rows: readonly string[], { first = 'sep=;\n', delimiter = ';', ...more } = {}) => {
    const lines = rows.map((row, index) => [`c${index}`, '2026-01-01', row].join(delimiter));
    const header = ['customer_id', 'ordered_at', 'amount'].join(delimiter);
    const { rows: found, rejects } = await gradeFiles({
      orders: `${first}${header}\n${lines.join('\n')}\n`,
      scheme: { currency: 'EUR' },
      ...more,
    });
    const totals = Object.fromEntries(found.map(({ customer_id = '', total }) => [customer_id, total]));
    return {
      totals: rows.map((row, index) => [row, totals[`c${index}`] ?? null]),
      reasons: rejects.map(({ reason }) => reason),
    };
  };
  const ambiguous = expect.stringMatching(/may be a decimal or a thousands separator/);

  it('are read in a file that announces semicolons and shows them, thousands with points too', async () => {
    const { totals, reasons } = await graded(['1.234,56', '1.234', '12,5', '99', '1.234.567,8 €', '1,234']);
    expect(totals).toEqual([
      ['1.234,56', '1234.56'],
      ['1.234', '1234.00'],
      ['12,5', '12.50'],
      ['99', '99.00'],
      ['1.234.567,8 €', '1234567.80'],
      ['1,234', null],
    ]);
    expect(reasons).toEqual([ambiguous]);
  });

  it('also where the file has rows that must be mended', async () => {
    const { totals } = await graded(['1.234', '12,5', '5;surplus']);
    expect(totals).toEqual([
      ['1.234', '1234.00'],
      ['12,5', '12.50'],
      ['5;surplus', null],
    ]);
  });

  it('are never guessed where a file with semicolons does not tell', async () => {
    expect(await graded(['1.234', '1,234', '500'], { first: '' })).toEqual({
      totals: [
        ['1.234', null],
        ['1,234', null],
        ['500', '500.00'],
      ],
      reasons: [ambiguous, ambiguous],
    });
  });

  it('are never guessed where such a file says now this, now that', async () => {
    expect(await graded(['12,5', '12.5', '1.234', '1.234,5'])).toEqual({
      totals: [
        ['12,5', null],
        ['12.5', '12.50'],
        ['1.234', null],
        ['1.234,5', '1234.50'],
      ],
      reasons: [ambiguous, ambiguous],
    });
  });

  it('are none in a file with semicolons whose numbers have points', async () => {
    const { totals, reasons } = await graded(['12.5', '1,234', '1.234', '1,234.5']);
    expect(totals).toEqual([
      ['12.5', '12.50'],
      ['1,234', '1234.00'],
      ['1.234', '1.23'],
      ['1,234.5', '1234.50'],
    ]);
    expect(reasons).toEqual([]);
  });

  it('are read in other files whose numbers leave no doubt', async () => {
    const { totals } = await graded(['1.234', '1.234,56', '12,5'], { first: '', delimiter: '\t' });
    expect(totals).toEqual([
      ['1.234', '1234.00'],
      ['1.234,56', '1234.56'],
      ['12,5', '12.50'],
    ]);
  });

  it('are refused in other files where they may be thousands', async () => {
    const { totals } = await graded(['1,234', '12,5', '500'], { first: '', delimiter: '\t' });
    expect(totals).toEqual([
      ['1,234', '1234.00'],
      ['12,5', null],
      ['500', '500.00'],
    ]);
  });

  it('are read in quantities and prices, whose decimals may be three', async () => {
    const { row } = await gradeFiles({
      orders:
        'customer_id;ordered_at;quantity;unit_price\nada;2026-01-01;1,250;0,999\nbob;2026-01-01;2.000;12,5\n',
      scheme: { currency: 'EUR' },
    });
    expect(row('ada').total).toBe('1.25');
    expect(row('bob').total).toBe('25000.00');
  });

  it('in a customer list are read in the same way', async () => {
    const { row } = await gradeFiles({
      orders: 'customer_id,ordered_at,amount\nada,2026-01-01,1\n',
      customers: 'customer_id;income\nada;1.234\nbob;12,5\n',
      scheme: {
        currency: 'EUR',
        fields: { income: { type: 'money' } },
        tiers: [
          { id: 'base', name: 'Base' },
          { id: 'rich', name: 'Rich', when: { field: 'income', atLeast: 1234 } },
        ],
      },
    });
    expect([row('ada').tier, row('bob').tier]).toEqual(['rich', 'base']);
  });
});
