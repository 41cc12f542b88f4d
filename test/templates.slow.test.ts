import { describe, expect, it } from 'vitest';
import { decimalText } from '../src/domain/exact.ts';
import { needsEvents } from '../src/domain/metric.ts';
import { readDocument } from '../src/domain/parse/read-document.ts';
import type { Benefit, Scheme } from '../src/domain/scheme.ts';
import { loadScheme } from '../src/features/schemes/load-scheme.ts';
import { templateIds, templateText } from '../src/features/schemes/templates.ts';

const han = /\p{Script=Han}/u;

/** Every text in two languages anywhere in a document, with its place. */
function textsIn(value: unknown, path = ''): { path: string; zh: unknown; en: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('zh' in value || 'en' in value) {
    const { zh, en } = value as { zh?: unknown; en?: unknown };
    return [{ path, zh, en }];
  }
  return Object.entries(value).flatMap(([key, child]) => textsIn(child, `${path}.${key}`));
}

async function documentOf(id: string): Promise<unknown> {
  const read = readDocument(await templateText(id));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.document;
}

function usesEvents({ metrics }: Scheme): boolean {
  return [...metrics.values()].some(({ definition }) => needsEvents(definition));
}

function discountOf(benefits: readonly Benefit[]): number | null {
  const value = benefits.find(({ kind }) => kind === 'discount')?.value;
  return value ? Number(decimalText(value)) : null;
}

describe.each(templateIds)('the template %s', (id) => {
  it('R004 is a scheme of that id in yuan of Shanghai', async () => {
    const scheme = await loadScheme(id);
    expect([scheme.id, scheme.currency, scheme.timeZone]).toEqual([id, 'CNY', 'Asia/Shanghai']);
    expect(scheme.tiers.length).toBeGreaterThanOrEqual(3);
  });

  it('R004 says everything in Chinese and in English', async () => {
    const texts = textsIn(await documentOf(id));
    for (const { path, zh, en } of texts) {
      expect(zh, `${path}.zh`).toMatch(han);
      expect(en, `${path}.en`).toMatch(/[A-Za-z]/);
      expect(en, `${path}.en`).not.toMatch(han);
    }
  });

  it('R004 names the scheme, its tiers, benefits, fields and metrics in both languages', async () => {
    const { name, description, tiers, fields, metrics } = await loadScheme(id);
    const named = [
      ...tiers.flatMap((tier) => [tier, ...tier.benefits]),
      ...fields.values(),
      ...metrics.values(),
    ];
    for (const text of [name, description, ...named.map((part) => part.name)]) {
      expect(text?.zh).toMatch(han);
      expect(text?.en).not.toBe(text?.zh);
    }
  });

  it('R004 marks its own numbers as examples to edit', async () => {
    const { description } = await loadScheme(id);
    expect(description?.zh).toContain('示例数值，可修改');
    expect(description?.en).toMatch(/examples to edit/);
  });

  it('R004 says so when it looks at events, which are imported separately', async () => {
    const scheme = await loadScheme(id);
    const said = '互动事件（评价、到店、用量等）要另外导入，没有导入时按没有处理';
    expect(scheme.description?.zh.includes(said)).toBe(usesEvents(scheme));
    expect(scheme.description?.en.includes('are imported separately; until then they count as none')).toBe(
      usesEvents(scheme),
    );
  });

  it('R004 gives every tier benefits, and no lower tier a better discount', async () => {
    const { tiers } = await loadScheme(id);
    for (const tier of tiers) {
      const ids = tier.benefits.map((benefit) => benefit.id);
      expect(ids.length, tier.id).toBeGreaterThan(0);
      expect(new Set(ids).size, tier.id).toBe(ids.length);
    }
    const discounts = tiers.map(({ benefits }) => discountOf(benefits) ?? 1);
    expect(discounts).toEqual([...discounts].sort((a, b) => b - a));
  });

  it('R004 prices a discount at what it takes off', async () => {
    const { tiers } = await loadScheme(id);
    const discounts = tiers.flatMap(({ benefits }) => benefits.filter(({ kind }) => kind === 'discount'));
    for (const { value, cost } of discounts) {
      expect(value && Number(decimalText(value)) * 100).toBeCloseTo(
        100 - Number(cost?.percent ? decimalText(cost.percent) : Number.NaN),
        9,
      );
    }
  });
});

describe('the benefits PRODUCT.md names', () => {
  const benefitsOf = async (id: string, tier: string) =>
    (await loadScheme(id)).tiers.find((found) => found.id === tier)?.benefits ?? [];
  const names = async (id: string, tier: string) =>
    (await benefitsOf(id, tier)).map(({ name }) => name.zh).join();

  it.each(['cosmetics', 'cosmetics-since-upgrade'])(
    'R004 diamond of %s pays 8折 and has a free beauty training course',
    async (id) => {
      const benefits = await benefitsOf(id, 'diamond');
      expect(discountOf(benefits)).toBe(0.8);
      expect(benefits.map(({ name }) => name.zh)).toEqual(
        expect.arrayContaining(['8折', '免费美容培训课程']),
      );
    },
  );

  it('R004 three-level has its three kinds of service and discount', async () => {
    expect(await names('three-level', 'high')).toBe('专属客服,优先服务,高额折扣');
    expect(await names('three-level', 'mid')).toBe('普通客服,较快服务,一定折扣');
    expect(await names('three-level', 'low')).toBe('常规客服,正常服务,少量优惠');
  });

  it.each([
    ['clothing', 'gold', ['优先试衣间', '免费送货']],
    ['clothing', 'diamond', ['优先试衣间', '免费送货']],
    ['hotel', 'diamond', ['早餐', '延迟退房']],
  ])('R004 %s gives %s its own', async (id, tier, expected) => {
    for (const name of expected) expect(await names(id, tier)).toContain(name);
  });
});

it('R004 the industries have the fields they need', async () => {
  const fields = async (id: string) => [...(await loadScheme(id)).fields.keys()];
  expect(await fields('clothing')).toEqual(
    expect.arrayContaining(['top_size', 'favourite_colours', 'favourite_styles']),
  );
  expect(await fields('beauty-salon')).toContain('skin_condition');
  expect(await fields('mother-and-baby')).toContain('baby_birthday');
  expect(await fields('bank')).toEqual(expect.arrayContaining(['income', 'assets', 'credit_grade']));
  expect(await fields('telecom')).toEqual(expect.arrayContaining(['plan', 'plan_promotion']));
});

it('R018 sales-levels has the lifecycle of the format’s example', async () => {
  expect((await loadScheme('sales-levels')).policy).toEqual({
    upgrade: 'at-once',
    downgrade: 'period-end',
    period: 'year',
    steps: 'one',
    validityMonths: 12,
    graceDays: 30,
    warnDays: 30,
  });
});
