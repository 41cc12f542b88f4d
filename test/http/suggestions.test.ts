import { describe, expect, it } from 'vitest';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { recordBought } from '../support/record-bought.ts';
import { type Served, serveShop, signInAs } from '../support/serve-shop.ts';
import { twoTiers } from '../support/two-tiers.ts';

async function gradedShop(): Promise<Served> {
  const served = await serveShop();
  const { folder, clock } = served.shop;
  const bought = [100, 200, 300, 2000].map((amount, id) => ({
    ...{ id, customer: `c${id}`, day: '2025-10-01', amount: amount * 100 },
  }));
  await folder.writer.write(async (trx) => await recordBought(trx, clock.now, bought));
  await publishScheme(folder, { document: twoTiers, author: 'test', at: clock.now });
  await evaluateAll(folder, { asOf: null, clock: () => clock.now });
  return served;
}

const asked = { document: twoTiers, metric: 'spend' };

describe('suggestions over the API', () => {
  it('R050 tell thresholds and who reaches them', async () => {
    const served = await gradedShop();
    const viewer = await signInAs(served, 'vic', 'viewer');
    const shares = await viewer.send('POST', '/schemes/suggestions', {
      ...{ ...asked, wanted: { kind: 'top-share', shares: [50, 10] } },
    });
    expect(shares.statusCode, shares.payload).toBe(200);
    expect(shares.json()).toEqual({
      metric: { id: 'spend', name: expect.objectContaining({ en: 'total spend' }), type: 'money' },
      operator: 'atLeast',
      asOf: '2026-01-15',
      customers: 4,
      suggestions: [
        {
          share: 50,
          tier: null,
          round: { threshold: 300, customers: 2, share: 0.5, cost: null },
          exact: { threshold: 300, customers: 2, share: 0.5, cost: null },
        },
        { share: 10, tier: null, round: null, exact: null },
      ],
      fit: null,
      uncounted: [],
    });
    const breaks = await viewer.send('POST', '/schemes/suggestions', {
      ...{ ...asked, operator: 'over', wanted: { kind: 'natural-breaks' } },
    });
    expect(breaks.json()).toMatchObject({
      suggestions: [{ tier: 'gold', round: { threshold: 1000, customers: 1 } }],
    });
    expect(served.faults).toEqual([]);
  });

  it('S02 are for those who see everybody, and say what is wrong', async () => {
    const served = await gradedShop();
    const rep = await signInAs(served, 'rex', 'rep');
    const wanted = { kind: 'top-share', shares: [5] };
    expect((await rep.send('POST', '/schemes/suggestions', { ...asked, wanted })).statusCode).toBe(403);
    const owner = await signInAs(served, 'ada', 'owner');
    const refused = await owner.send('POST', '/schemes/suggestions', {
      ...{ document: twoTiers, metric: 'nothing', wanted: { kind: 'budget', tier: 'gold', budget: 10 } },
    });
    expect([refused.statusCode, refused.json()]).toMatchObject([
      422,
      { problems: [{ code: 'unknown-metric' }, { code: 'no-costs' }] },
    ]);
    for (const bad of [
      { kind: 'top-share', shares: [100] },
      { kind: 'budget', budget: 1 },
      { kind: 'best' },
    ]) {
      const answer = await owner.send('POST', '/schemes/suggestions', { ...asked, wanted: bad });
      expect(answer.statusCode).toBe(400);
    }
  });
});
