import { describe, expect, it } from 'vitest';
import { cast, order, salesLevels, schemeWith, shop, tiersOf } from '../../../test/support/cast.ts';
import { readDocument } from '../parse/read-document.ts';

const steps = (...rules: readonly object[]) =>
  schemeWith({
    tiers: [
      { id: 'base', name: 'base' },
      ...rules.map((when, index) => ({ id: `t${index + 1}`, name: 't', when })),
    ],
  });
const spent = (atLeast: number) => ({ metric: 'spend', atLeast });
const ordered = (atLeast: number) => ({ metric: 'orders', atLeast });

describe('the computed tier (R009–R014)', () => {
  it('is the highest whose when holds', () => {
    const orders = [order('ada', '2025-01-05', 1500)];
    const document = steps(spent(500), spent(1000), spent(2000));
    expect(tiersOf(document, { orders }, '2025-06-30')).toEqual({ ada: 't2' });
  });

  it('is the highest whose when holds even if tiers between do not', () => {
    const orders = [order('ada', '2025-01-05', 3000)];
    const document = steps(ordered(2), ordered(3), spent(2000));
    expect(tiersOf(document, { orders }, '2025-06-30')).toEqual({ ada: 't3' });
  });

  it('is the base tier where no when holds', () => {
    const orders = [order('ada', '2025-01-05', 3000)];
    expect(tiersOf(steps(ordered(2), spent(3001)), { orders }, '2025-06-30')).toEqual({ ada: 'base' });
  });

  it('is the base tier for cleo, who has no orders', () => {
    const among = { customers: [cast.cleo] };
    expect(tiersOf(steps(spent(0.01)), among, '2025-06-30')).toEqual({ cleo: 'base' });
  });

  it('takes no notice of keep and policy, which belong to the ledger', () => {
    const orders = [order('ada', '2025-01-05', 900)];
    const document = {
      ...schemeWith(),
      tiers: [
        { id: 'base', name: 'base' },
        { id: 'gold', name: 'gold', when: spent(1000), keep: spent(500) },
      ],
      policy: { upgrade: 'period-end', downgrade: 'never', period: { calendar: 'year' }, steps: 'one' },
    };
    expect(tiersOf(document, { orders }, '2025-06-30')).toEqual({ ada: 'base' });
    const more = [...orders, order('ada', '2025-01-06', 100)];
    expect(tiersOf(document, { orders: more }, '2025-06-30')).toEqual({ ada: 'gold' });
  });

  it('needs nothing but a base tier', () => {
    expect(tiersOf(schemeWith(), shop, '2025-06-30')).toMatchObject({ ada: 'base', cleo: 'base' });
  });
});

describe('the sales levels of SCHEME.md among the cast (R009–R014)', () => {
  const read = readDocument(salesLevels);
  const tiers = (asOf: string) => tiersOf(read.ok ? read.document : null, shop, asOf);

  it('ada is level 1 with more than 10000 in more than 5 orders', () => {
    expect(tiers('2025-06-30').ada).toBe('level-1');
  });

  it('ada was level 2 the day before her sixth order', () => {
    expect(tiers('2025-06-17').ada).toBe('level-2');
    expect(tiers('2025-06-18').ada).toBe('level-1');
  });

  it('bob is level 2 until his oldest orders leave the twelve months', () => {
    expect(tiers('2025-06-30').bob).toBe('level-2');
    expect(tiers('2025-07-01').bob).toBe('level-3');
  });

  it('dan, who gave back most of it, is level 3 although he paid 12800 in three orders', () => {
    expect(tiers('2025-06-30').dan).toBe('level-3');
    expect(tiers('2025-02-28').dan).toBe('level-3');
    expect(tiers('2025-01-31').dan).toBe('level-3');
  });

  it('cleo without an order and eve with a small one are level 3', () => {
    expect(tiers('2025-06-30')).toMatchObject({ cleo: 'level-3', eve: 'level-3' });
  });

  it('whoever is on no list of customers is graded from his first order on', () => {
    const orders = [order('newcomer', '2025-05-05', 88)];
    expect(tiersOf(schemeWith(), { orders }, '2025-05-04')).toEqual({});
    expect(tiersOf(schemeWith(), { orders }, '2025-05-05')).toEqual({ newcomer: 'base' });
  });
});
