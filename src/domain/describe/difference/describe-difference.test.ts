import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { templateIds, templateText } from '../../../features/schemes/templates.ts';
import { parseScheme } from '../../parse/parse-scheme.ts';
import type { Scheme } from '../../scheme.ts';
import { describeDifference } from './describe-difference.ts';

function schemeOf(document: unknown): Scheme {
  const parsed = parseScheme(document);
  if (parsed.ok) return parsed.scheme;
  throw new Error(JSON.stringify(parsed.problems));
}

const usual = {
  ...{ tierbook: 1, id: 'mine', name: { zh: '会员等级', en: 'Levels' } },
  metrics: { year: { of: 'orders', take: 'sum', window: { last: 12, unit: 'month' } } },
  tiers: [
    { id: 'normal', name: { zh: '普通', en: 'Normal' } },
    {
      ...{ id: 'silver', name: { zh: '银卡', en: 'Silver' } },
      when: {
        all: [
          { metric: 'year', atLeast: 5000 },
          { metric: 'orders', atLeast: 3 },
        ],
      },
    },
    {
      ...{ id: 'gold', name: { zh: '金卡', en: 'Gold' } },
      when: { metric: 'year', over: 10000 },
      keep: { metric: 'year', atLeast: 8000 },
      benefits: [{ id: 'off', kind: 'discount', name: { zh: '8折', en: '20 % off' }, value: 0.8 }],
    },
  ],
} as const;

type Document = { -readonly [K in keyof typeof usual]: unknown };

/** What changes by an edit, in both languages: `about: said`. */
function said(edit: (document: Document, tiers: Record<string, unknown>[]) => void): {
  zh: string[];
  en: string[];
} {
  const document = structuredClone(usual) as Document;
  edit(document, document.tiers as Record<string, unknown>[]);
  const changes = describeDifference(schemeOf(usual), schemeOf(document));
  const lines = (lang: 'zh' | 'en') =>
    changes.map((change) => (change.about === null ? '' : `${change.about[lang]}: `) + change.said[lang]);
  return { zh: lines('zh'), en: lines('en') };
}

describe('the difference of two standards', () => {
  it('R009 names a moved threshold with what it was and is', () => {
    const { zh, en } = said((_, tiers) => {
      Object.assign(tiers[1] ?? {}, {
        when: {
          all: [
            { metric: 'orders', atLeast: 3 },
            { metric: 'year', atLeast: 6000 },
          ],
        },
      });
      Object.assign(tiers[2] ?? {}, { when: { metric: 'year', atLeast: 10000, under: 99999 } });
    });
    expect(en).toEqual([
      'Gold: spend in the last 12 months > ¥10,000 → ≥ ¥10,000',
      'Gold: also needed now: spend in the last 12 months < ¥99,999',
      'Silver: spend in the last 12 months ≥ ¥5,000 → ≥ ¥6,000',
    ]);
    expect(zh).toEqual([
      '金卡: 近12个月消费 > ¥10,000 → ≥ ¥10,000',
      '金卡: 新增条件：近12个月消费 < ¥99,999',
      '银卡: 近12个月消费 ≥ ¥5,000 → ≥ ¥6,000',
    ]);
  });

  it('R009 tells conditions that come and go, and other ways to reach a tier', () => {
    expect(
      said((_, tiers) => Object.assign(tiers[1] ?? {}, { when: { metric: 'year', atLeast: 5000 } })).en,
    ).toEqual(['Silver: not needed any more: number of orders ≥ 3']);
    const either = {
      any: [
        { metric: 'year', over: 10000 },
        { metric: 'orders', atLeast: 20 },
      ],
    };
    expect(said((_, tiers) => Object.assign(tiers[2] ?? {}, { when: either }))).toEqual({
      en: ['Gold: now also reached by: number of orders ≥ 20'],
      zh: ['金卡: 新增一种达标方式：累计订单数 ≥ 20'],
    });
    const any = {
      any: [
        { metric: 'year', atLeast: 5000 },
        { metric: 'orders', atLeast: 3 },
      ],
    };
    expect(said((_, tiers) => Object.assign(tiers[1] ?? {}, { when: any })).en).toEqual([
      'Silver: spend in the last 12 months ≥ ¥5,000 and number of orders ≥ 3 → spend in the last 12 months ≥ ¥5,000 or number of orders ≥ 3',
    ]);
  });

  it('R009 tells tiers that are new, gone, renamed and moved', () => {
    const { zh, en } = said((_, tiers) => {
      const [normal, silver, gold] = tiers;
      const top = { id: 'top', name: { zh: '钻石', en: 'Diamond' }, when: { metric: 'spend', over: 1 } };
      tiers.splice(0, 3, normal ?? {}, { ...gold, name: { zh: '金卡', en: 'Golden' } }, silver ?? {}, top);
    });
    expect(en).toEqual([
      'Diamond: new tier, above “Silver”: total spend > ¥1',
      'Silver: moved above “Golden”',
      'Golden: renamed: “Gold” → “Golden”',
    ]);
    expect(zh[2]).toBe('金卡: 改名：“金卡 / Gold” → “金卡 / Golden”');
    expect(said((_, tiers) => tiers.splice(1, 1))).toEqual({
      en: ['Silver: tier dropped: spend in the last 12 months ≥ ¥5,000 and number of orders ≥ 3'],
      zh: ['银卡: 取消等级：近12个月消费 ≥ ¥5,000 且 累计订单数 ≥ 3'],
    });
  });

  it('R009 tells what keeps a tier, its benefits, and how it is held', () => {
    const { zh, en } = said((document, tiers) => {
      Object.assign(tiers[1] ?? {}, { keep: { metric: 'year', atLeast: 4000 } });
      Object.assign(tiers[2] ?? {}, {
        keep: { metric: 'year', atLeast: 7000 },
        benefits: [
          { id: 'off', kind: 'discount', name: { zh: '8折', en: '20 % off' }, value: 0.75 },
          {
            id: 'gift',
            kind: 'gift',
            name: { zh: '生日礼', en: 'Birthday gift' },
            limit: { times: 1, per: 'year' },
          },
        ],
      });
      document['policy' as keyof Document] = {
        downgrade: 'period-end',
        period: { calendar: 'year' },
        grace: { days: 30 },
      };
    });
    expect(en).toEqual([
      'Gold: to keep it: spend in the last 12 months ≥ ¥8,000 → ≥ ¥7,000',
      'Gold: benefit: 20 % off (value 0.8) → 20 % off (value 0.75)',
      'Gold: new benefit: Birthday gift (once a year)',
      'Silver: is also kept by now: spend in the last 12 months ≥ ¥4,000',
      'downgrades: at once → when the period ends',
      'period: none → calendar year',
      'grace period: none → 30 days',
    ]);
    expect(zh.slice(-3)).toEqual([
      '降级时间：不达标即降 → 周期末',
      '评级周期：无 → 自然年',
      '宽限期：无 → 30 天',
    ]);
  });

  it('R009 tells what is measured in another way and which tiers that bears on', () => {
    const { zh, en } = said((document) => {
      document.metrics = { year: { of: 'orders', take: 'sum', window: { last: 6, unit: 'month' } } };
      document['count' as keyof Document] = { statuses: ['completed'], without: ['shipping'] };
    });
    expect(en).toEqual([
      'orders that count: completed, paid, shipped → completed',
      'shipping: counted → left out',
      'spend in the last 6 months: spend in the last 12 months → spend in the last 6 months (bears on Gold, Silver)',
    ]);
    expect(zh[0]).toBe('计入的订单：已完成、已付款、已发货 → 已完成');
  });

  it('R009 says nothing of what means the same', () => {
    const same = {
      tiers: [
        { name: { en: 'Normal', zh: '普通' }, id: 'normal' },
        {
          ...usual.tiers[1],
          when: {
            all: [{ all: [{ metric: 'orders', atLeast: 3.0 }] }, { metric: 'year', atLeast: '5000.00' }],
          },
        },
        { ...usual.tiers[2], when: { not: { not: { metric: 'year', over: 10000 } } } },
      ],
      metrics: { year: { window: { unit: 'month', last: 12 }, what: 'amount', take: 'sum', of: 'orders' } },
      policy: { upgrade: 'at-once', steps: 'all' },
      count: { statuses: ['completed', 'shipped', 'paid'], amount: 'net' },
      ...{ name: usual.name, id: 'mine', tierbook: 1 },
    };
    const written = { ...same, tiers: same.tiers.map((tier) => ({ ...tier })) };
    Object.assign(written.tiers[1] ?? {}, {
      when: { all: [{ all: [{ metric: 'orders', atLeast: 3 }] }, { metric: 'year', atLeast: 5000 }] },
    });
    expect(describeDifference(schemeOf(usual), schemeOf(written))).toEqual([]);
  });

  it.each([
    [
      {
        all: [
          {
            any: [
              { metric: 'orders', over: 9 },
              { metric: 'year', over: 1 },
            ],
          },
          { field: 'region', isEmpty: false },
        ],
      },
      {
        all: [
          { field: 'region', isEmpty: false },
          {
            any: [
              { metric: 'year', over: 1 },
              { metric: 'orders', over: 9 },
            ],
          },
        ],
      },
    ],
    [{ field: 'region', in: ['沪', '京'] }, { any: [{ field: 'region', in: ['京', '沪', '京'] }] }],
    [
      { field: 'region', in: ['沪'] },
      { field: 'region', is: '沪' },
    ],
    [
      { metric: 'last_order', before: '2026-01-01' },
      { metric: 'last_order', under: '2026-01-01' },
    ],
    [
      { metric: 'year', atLeast: 1, under: 5 },
      {
        all: [
          { metric: 'year', under: 5 },
          { metric: 'year', atLeast: 1 },
        ],
      },
    ],
  ])('R009 says nothing of rules that say the same: %j', (before, after) => {
    const [normal, silver, gold] = usual.tiers;
    const of = (when: object): Scheme => schemeOf({ ...usual, tiers: [normal, { ...silver, when }, gold] });
    expect(describeDifference(of(before), of(after))).toEqual([]);
    expect(describeDifference(of(before), of({ not: after }))).not.toEqual([]);
  });

  it('R004 is nothing between a template and itself, and something between any two', async () => {
    const schemes = await Promise.all(templateIds.map(async (id) => schemeOf(parse(await templateText(id)))));
    for (const [at, scheme] of schemes.entries()) {
      expect(describeDifference(scheme, scheme)).toEqual([]);
      const other = schemes[(at + 1) % schemes.length] ?? scheme;
      expect(describeDifference(scheme, other).length).toBeGreaterThan(0);
    }
  });
});
