import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { thresholdsOf, withValue } from './thresholds.ts';

function template(id: string) {
  return parse(readFileSync(new URL(`../../templates/${id}.yaml`, import.meta.url), 'utf8'));
}

describe('thresholds in a scheme’s document', () => {
  it('are the numbers of its tiers’ rules, those to keep a tier included', () => {
    const found = thresholdsOf(template('b2b'));
    expect(found.map(({ tier, kind, id, operator, value }) => [tier, kind, id, operator, value])).toEqual([
      [1, 'when', 'purchases_12m', 'atLeast', 100000],
      [1, 'keep', 'purchases_12m', 'atLeast', 80000],
      [2, 'when', 'purchases_12m', 'atLeast', 1000000],
      [2, 'keep', 'purchases_12m', 'atLeast', 800000],
    ]);
  });

  it('move one at a time and leave the rest of the document as it is', () => {
    const before = template('sales-levels');
    const [first, ...others] = thresholdsOf(before);
    if (first === undefined) throw new Error('no threshold');
    const after = withValue(before, first.path, 6000);
    expect(thresholdsOf(after)).toEqual([{ ...first, value: 6000 }, ...others]);
    expect(before).toEqual(template('sales-levels'));
    expect({ ...after, tiers: before.tiers }).toEqual(before);
  });

  it('are found within all, any and not', () => {
    const when = { all: [{ not: { metric: 'a', under: 1 } }, { any: [{ field: 'b', atMost: 2, over: 1 }] }] };
    const found = thresholdsOf({ tiers: [{ id: 'base' }, { id: 'top', when }] });
    expect(found.map(({ subject, id, value }) => [subject, id, value])).toEqual([
      ['metric', 'a', 1],
      ['field', 'b', 2],
      ['field', 'b', 1],
    ]);
  });
});
