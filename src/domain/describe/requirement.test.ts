import { describe, expect, it } from 'vitest';
import { missing, money, whole } from '../../../test/support/missing-in-test.ts';
import { fraction } from '../exact.ts';

describe('what cannot be counted is stated with the present value (R023)', () => {
  it.each([
    [
      { metric: 'days_since_last_order', under: 10 },
      { days_since_last_order: whole(15) },
      '距上次购买天数须低于 10，现在 15',
      'days since the last order must be under 10 (now 15)',
    ],
    [
      { metric: 'spend', atMost: 100 },
      { spend: money(10_001) },
      '累计消费须不超过 ¥100，现在 ¥100.01',
      'total spend must be at most ¥100 (now ¥100.01)',
    ],
    [
      { metric: 'days_since_last_order', under: 10 },
      {},
      '需要：距上次购买天数 < 10（尚无）',
      'meet: days since the last order < 10 (none yet)',
    ],
    [
      { metric: 'refund_rate', under: 0.1 },
      { refund_rate: fraction(15n, 100n) },
      '需要：退款率 < 10%（现在 15%）',
      'meet: refund rate < 10% (now 15%)',
    ],
    [
      { metric: 'refund_rate', atMost: 0.1 },
      { refund_rate: fraction(100_001n, 1_000_000n) },
      '需要：退款率 ≤ 10%（现在 10.01%）',
      'meet: refund rate ≤ 10% (now 10.01%)',
    ],
    [
      { metric: 'top', atMost: 5 },
      { top: fraction(100n, 8n) },
      '需要：累计消费居前 5%（现在 12.5%）',
      'meet: among the top 5% by total spend (now 12.5%)',
    ],
    [
      { metric: 'orders', is: 3 },
      { orders: whole(2) },
      '需要：累计订单数 = 3（现在 2）',
      'meet: number of orders = 3 (now 2)',
    ],
    [
      { metric: 'first_order', before: '2025-01-01' },
      { first_order: '2025-03-01' },
      '需要：首次购买早于 2025-01-01（现在 2025-03-01）',
      'meet: first order before 2025-01-01 (now 2025-03-01)',
    ],
    [
      { field: 'birthday', atLeast: '1990-01-01' },
      {},
      '需要：生日不早于 1990-01-01（尚无）',
      'meet: birthday on or after 1990-01-01 (none yet)',
    ],
    [
      { field: 'region', in: ['华东', '华南'] },
      { region: '西北' },
      '需要：地区为“华东”或“华南”（现在“西北”）',
      'meet: region is “华东” or “华南” (now “西北”)',
    ],
    [
      { field: 'region', notIn: ['西北'] },
      { region: '西北' },
      '需要：地区不是“西北”（现在“西北”）',
      'meet: region is not “西北” (now “西北”)',
    ],
    [
      { field: 'vip', is: true },
      { vip: 'no' },
      '需要：大客户为“是”（现在“否”）',
      'meet: key account is “yes” (now “no”)',
    ],
    [
      { metric: 'segment', is: 'Champions' },
      { segment: 'Loyal' },
      '需要：RFM 分群为“冠军客户 Champions”（现在“忠诚客户 Loyal”）',
      'meet: RFM segment is “Champions” (now “Loyal”)',
    ],
    [
      { field: 'birthday', isEmpty: false },
      {},
      '需要：生日已填（尚无）',
      'meet: birthday is filled in (none yet)',
    ],
    [
      { field: 'region', isEmpty: true },
      { region: '华东' },
      '需要：地区未填（现在“华东”）',
      'meet: region is blank (now “华东”)',
    ],
  ] as const)('%j of %o', (when, values, zh, en) => {
    expect(missing(when, values)).toEqual([zh, en]);
  });

  it('a phone number is not given away', () => {
    expect(missing({ field: 'phone', is: '13800000000' }, { phone: '13911112222' })[0]).toBe(
      '需要：手机号为“13800000000”',
    );
    expect(missing({ not: { field: 'phone', is: '13911112222' } }, { phone: '13911112222' })[0]).toBe(
      '需要：不满足（手机号为“13911112222”）',
    );
  });

  it('a negated rule with what is so at present', () => {
    const rate = { not: { metric: 'refund_rate', over: 0.5 } };
    expect(missing(rate, { refund_rate: fraction(3n, 5n) })).toEqual([
      '需要：不满足（退款率 > 50%），现在 60%',
      'meet: not (refund rate > 50%), now 60%',
    ]);
    expect(missing(rate, {})).toEqual(['', '']);
    expect(
      missing(
        {
          not: {
            any: [
              { metric: 'orders', atLeast: 2 },
              { field: 'region', is: '华东' },
            ],
          },
        },
        { orders: whole(2) },
      ),
    ).toEqual([
      '需要：不满足（累计订单数 ≥ 2 或 地区为“华东”），现在累计订单数 2、地区尚无',
      'meet: not (number of orders ≥ 2 or region is “华东”), now number of orders 2, region none yet',
    ]);
  });
});
