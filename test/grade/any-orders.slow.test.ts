import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/domain/evaluate/evaluate.ts';
import type { Value } from '../../src/domain/evaluate/value.ts';
import { fractionText } from '../../src/domain/exact.ts';
import { parseScheme } from '../../src/domain/parse/parse-scheme.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import { fewOrMany } from '../support/few-or-many.ts';
import { gradeFiles } from '../support/grade-files.ts';
import { latestDay, type MessyOrders, messyOrders } from '../support/messy-orders.ts';

const document = {
  tierbook: 1,
  id: 'any',
  name: 'Any',
  metrics: {
    total: { of: 'orders', take: 'sum', what: 'amount' },
    purchases: { of: 'orders', take: 'count' },
    gross: { of: 'orders', take: 'sum', what: 'amount', count: { amount: 'gross' } },
    average: { of: 'orders', take: 'average' },
    smallest: { of: 'orders', take: 'min', what: 'amount' },
    month: { of: 'orders', take: 'sum', what: 'amount', window: { last: 1, unit: 'month' } },
    year: { of: 'orders', take: 'count', window: { membership: 'year' } },
    first: { of: 'orders', take: 'first-date' },
    gap: { of: 'orders', take: 'average-gap-days' },
    kinds: { of: 'orders', take: 'distinct', what: 'category' },
    channels: { of: 'orders', take: 'distinct', what: 'channel' },
    tea: { of: 'orders', take: 'share', where: { field: 'category', is: '茶叶' } },
    code: { rfm: 'code' },
    top: { 'top-share-of': 'total' },
  },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'seen', name: 'Seen', when: { metric: 'purchases', atLeast: 1 } },
    {
      id: 'good',
      name: 'Good',
      when: {
        any: [
          { metric: 'total', over: 1000 },
          { metric: 'refund_rate', under: 0.05 },
        ],
      },
    },
    {
      id: 'best',
      name: 'Best',
      when: {
        all: [
          { metric: 'spend', atLeast: 5000 },
          { metric: 'last_order', after: '2025-12-01' },
        ],
      },
    },
  ],
};
/** Lines of an order whose total is repeated have no amounts of their own. */
const lineMetric = {
  teaAmount: { of: 'lines', take: 'sum', what: 'amount', where: { field: 'category', is: '茶叶' } },
};

describe('whatever orders look like in a file, customers get the metrics and tiers of their meaning (R005–R008, R009–R014)', () => {
  it('and the reference evaluator agrees', async () => {
    await fc.assert(fc.asyncProperty(messyOrders, agree), { numRuns: fewOrMany(2, 5), endOnFailure: true });
  }, 300_000);
});

async function agree({ files, customers, register, mode, asOf }: MessyOrders): Promise<void> {
  const metrics = mode === 'per-line' ? { ...document.metrics, ...lineMetric } : document.metrics;
  const scheme = parsed({ ...document, metrics });
  const day = asOf ?? latestDay(register);
  const graded = await gradeFiles({
    orders: files,
    customers,
    scheme: { ...document, metrics },
    args: ['--amount', mode, '--as-of', day],
  });
  expect(graded.rejects).toEqual([]);
  const grades = evaluate(scheme, register, day);
  const metricsShown = [...scheme.metrics.keys()].filter((metric) => metric in (graded.rows[0] ?? {}));
  const meant = [...grades].map(([customer, { tier, values }]) => [
    customer,
    {
      tier: scheme.tiers[tier]?.id,
      ...Object.fromEntries(metricsShown.map((id) => [id, text(scheme, id, values.get(id) ?? null)])),
    },
  ]);
  const found = graded.rows.map(({ customer_id, next_tier, missing, ...rest }) => [customer_id, rest]);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(meant));
}

function text(scheme: Scheme, metric: string, value: Value): string {
  if (value === null || typeof value === 'string') return value ?? '';
  if (scheme.metrics.get(metric)?.type !== 'money') return fractionText(value, 6);
  const rounded = fractionText(value, 2);
  const [whole, part = ''] = rounded.split('.');
  return `${whole}.${part.padEnd(2, '0')}`;
}

function parsed(written: object): Scheme {
  const read = parseScheme(written);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.scheme;
}
