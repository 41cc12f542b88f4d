import { describe, expect, it } from 'vitest';
import type { components } from '../http/client/schema.d.ts';
import { radarWords } from './radar-words.ts';

type Radar = components['schemas']['Radar'];

const tier = (id: string) => ({ id, name: { zh: id, en: id } });
const sum = { customers: 1, spend: 1800.1 };
const look = {
  ...{ asOf: '2026-01-15', until: '2026-04-15', readAt: '2026-01-15T01:00:00Z' },
  ...{ isExact: true, isCurrent: true, isSameStandard: true },
};
const fall = {
  ...{ customer: '1', externalId: 'ada', name: null, owner: null, from: tier('gold'), to: tier('base') },
  ...{ fallsOn: '2026-02-10', keepBy: null, keeps: { zh: '', en: '' }, spend: 1800.1 },
};
const radar: Radar = {
  ...{ look, isGraded: true, touched: 0, next: null },
  ...{ horizons: [{ days: 90, ...sum }], tiers: [{ tier: tier('gold'), ...sum }] },
  ...{ owners: [{ owner: null, ...sum }], falls: [fall] },
};
const said = (given: Partial<Radar>, lang: 'zh' | 'en' = 'en'): string =>
  radarWords({ ...radar, ...given }, 90, 'CNY', lang);

describe('the radar in words', () => {
  it('of those nobody graded and those nobody looked at says which it is', () => {
    expect(said({ look: null, isGraded: false })).toBe(
      'nobody is graded yet: there is nothing to foretell\n',
    );
    expect(said({ look: null })).toMatch(/^not looked ahead yet: .* `tierbook evaluate`/);
    expect(said({ look: null }, 'zh')).toMatch(/^还没有推算过：.*tierbook evaluate/);
  });

  it('of an earlier evaluation says so, and by another standard lists nobody', () => {
    expect(said({})).not.toContain('evaluated again');
    const stale = said({ look: { ...look, isCurrent: false } });
    expect(stale).toContain('1 customers fall within 90 days');
    expect(stale).toContain('this is the look of 2026-01-15; customers were evaluated again since');
    const other = { look: { ...look, isCurrent: false, isSameStandard: false } };
    expect(said(other)).toMatch(/^the look of 2026-01-15 was by another standard or version .*\n$/);
    expect(said(other, 'zh')).toMatch(/^2026-01-15 的推算用的是另一套标准或另一版.*\n$/);
  });

  it('of a fall that nothing bought decides says that it was set by hand', () => {
    expect(said({})).toMatch(/│ ada +│ gold → base │ 2026-02-10 │ set by hand +│/);
  });
});
