import { describe, expect, it } from 'vitest';
import { missing, money, whole } from '../../../test/support/missing-in-test.ts';
import { fraction } from '../exact.ts';

describe('how far a number is from its threshold (R023)', () => {
  it.each([
    [{ metric: 'spend', atLeast: 1000 }, { spend: money(62_000) }, '再消费 ¥380', 'spend ¥380 more'],
    [{ metric: 'spend', over: 1000 }, { spend: money(62_000) }, '再消费 ¥380.01', 'spend ¥380.01 more'],
    [{ metric: 'spend', over: 1000 }, { spend: money(100_000) }, '再消费 ¥0.01', 'spend ¥0.01 more'],
    [
      { metric: 'spend', atLeast: 1_234_567.5 },
      { spend: null },
      '再消费 ¥1,234,567.50',
      'spend ¥1,234,567.50 more',
    ],
    [{ metric: 'spend', atLeast: 100 }, { spend: money(-5000) }, '再消费 ¥150', 'spend ¥150 more'],
    [{ metric: 'spend', atLeast: 0 }, {}, '需要：累计消费 ≥ ¥0（尚无）', 'meet: total spend ≥ ¥0 (none yet)'],
    [{ metric: 'orders', atLeast: 3 }, { orders: whole(1) }, '再下 2 单', 'place 2 more orders'],
    [{ metric: 'orders', atLeast: 3 }, { orders: whole(2) }, '再下 1 单', 'place 1 more order'],
    [{ metric: 'orders', over: 5 }, {}, '再下 6 单', 'place 6 more orders'],
    [{ metric: 'orders', atLeast: 2.5 }, { orders: whole(2) }, '再下 1 单', 'place 1 more order'],
    [{ metric: 'orders', over: 2.5 }, { orders: whole(2) }, '再下 1 单', 'place 1 more order'],
    [{ metric: 'categories', atLeast: 3 }, {}, '购买品类数还差 3', 'raise categories bought by 3'],
    [{ metric: 'score', atLeast: 80 }, { score: whole(68) }, '再得 12 分', 'gain 12 more points'],
    [{ metric: 'score', over: 9 }, { score: null }, '再得 10 分', 'gain 10 more points'],
    [{ metric: 'score', atLeast: 1 }, {}, '再得 1 分', 'gain 1 more point'],
    [
      { metric: 'average_order', atLeast: 100 },
      { average_order: money(8000) },
      '客单价还差 ¥20',
      'raise average order by ¥20',
    ],
    [
      { metric: 'average_order', atLeast: 100 },
      {},
      '需要：客单价 ≥ ¥100（尚无）',
      'meet: average order ≥ ¥100 (none yet)',
    ],
    [
      { metric: 'quantity', atLeast: 10 },
      { quantity: fraction(75n, 10n) },
      '累计购买数量还差 2.5',
      'raise total quantity bought by 2.5',
    ],
    [
      { metric: 'quantity', over: 10 },
      { quantity: whole(10) },
      '累计购买数量须超过 10，现在 10',
      'total quantity bought must be over 10 (now 10)',
    ],
    [
      { metric: 'quantity', over: 10 },
      {},
      '累计购买数量须超过 10，现在 0',
      'total quantity bought must be over 10 (now 0)',
    ],
    [
      { metric: 'refunds', atLeast: 0.3 },
      { refunds: fraction(1n, 3000n) },
      '退货占比还差 29.97 个百分点',
      'raise share returned by 29.97 percentage points',
    ],
    [
      { metric: 'refunds', over: 0.3 },
      { refunds: fraction(3n, 10n) },
      '需要：退货占比 > 30%（现在 30%）',
      'meet: share returned > 30% (now 30%)',
    ],
    [
      { metric: 'gap', atLeast: 30 },
      { gap: fraction(61n, 3n) },
      '平均购买间隔天数还差 9.67',
      'raise average days between orders by 9.67',
    ],
    [
      { metric: 'gap', over: 30 },
      { gap: fraction(61n, 3n) },
      '平均购买间隔天数须超过 30，现在 20.33',
      'average days between orders must be over 30 (now 20.33)',
    ],
    [
      { field: 'points', atLeast: 100 },
      { points: fraction(995n, 10n) },
      '积分还差 0.5',
      'raise points by 0.5',
    ],
    [
      { field: 'income', over: 1000 },
      { income: money(90_000) },
      '年收入还差 ¥100.01',
      'raise yearly income by ¥100.01',
    ],
    [
      { field: 'income', over: 1000 },
      {},
      '需要：年收入 > ¥1,000（尚无）',
      'meet: yearly income > ¥1,000 (none yet)',
    ],
  ] as const)('%j of %o', (when, values, zh, en) => {
    expect(missing(when, values)).toEqual([zh, en]);
  });
});
