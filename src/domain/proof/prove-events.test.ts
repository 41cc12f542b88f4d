import { describe, expect, it } from 'vitest';
import { cast, event, scheme, schemeWithMetric } from '../../../test/support/cast.ts';
import { day } from '../calendar.ts';
import type { CustomerEvent } from '../event.ts';
import { describeProof } from './describe-proof.ts';
import { proveTier } from './prove-tier.ts';
import type { ProvenEvents } from './proven-events.ts';

const asOf = day('2025-06-30');
const told = [
  event('reviews', 'ada', '2025-06-01', { rating: 5, aspect: '口味', product: '龙井', text: '好喝 😀' }),
  event('reviews', 'ada', '2025-06-20', { rating: 4.5, aspect: '环境' }),
  event('reviews', 'ada', '2025-06-25', { text: 'x'.repeat(100) }),
  event('reviews', 'ada', '2024-06-30', { rating: 1 }),
  event('reviews', 'ada', '2025-07-01', { rating: 1 }),
  event('complaints', 'ada', '2025-06-01', { kind: '物流', resolved: '2025-06-03' }),
];

function prove(metric: object, events: readonly CustomerEvent[] = told) {
  const by = scheme(schemeWithMetric(metric));
  return proveTier(by, { customer: cast.ada, orders: [], refunds: [], events }, asOf);
}

function eventsOf(metric: object, events?: readonly CustomerEvent[]): ProvenEvents {
  const [found] = prove(metric, events).metrics.filter(({ id }) => id === 'm');
  if (found?.events == null) throw new Error('no events');
  return found.events;
}

const year = { last: 12, unit: 'month' };

describe('the events behind a metric', () => {
  it('are listed, newest first, with what they say', () => {
    const { counted, leftOut } = eventsOf({ of: 'reviews', take: 'average', what: 'rating', window: year });
    expect(counted).toEqual({
      count: 2,
      rest: 0,
      listed: [
        { day: '2025-06-20', words: { zh: '4.5 分，环境', en: 'rated 4.5, 环境' } },
        { day: '2025-06-01', words: { zh: '5 分，口味，龙井，好喝 😀', en: 'rated 5, 口味, 龙井, 好喝 😀' } },
      ],
    });
    expect(leftOut.count).toBe(3);
    expect(leftOut.reasons.map(({ code, count, words }) => [code, count, words.zh])).toEqual([
      ['after-day', 1, '晚于 2025-06-30'],
      ['blank', 1, '没有评分'],
      ['before-window', 1, '早于统计周期（2024-07-01 起）'],
    ]);
  });

  it('say why a condition leaves them out, and which are in the total alone', () => {
    const where = { field: 'rating', atLeast: 5 };
    const number = eventsOf({ of: 'reviews', take: 'count', where, window: year });
    expect(number.counted.count).toBe(1);
    expect(number.leftOut.reasons[0]).toMatchObject({ code: 'where', count: 2 });
    const share = eventsOf({ of: 'reviews', take: 'share', where, window: year });
    expect(share.leftOut.reasons[0]).toMatchObject({ code: 'total-only', count: 2 });
  });

  it('are open as of a day before they were dealt with', () => {
    const open = { of: 'complaints', take: 'count', where: { field: 'resolved_at', isEmpty: true } };
    expect(eventsOf(open).counted.count).toBe(0);
    const later = [event('complaints', 'ada', '2025-06-01', { resolved: '2025-07-03' })];
    expect(eventsOf(open, later).counted.count).toBe(1);
  });

  it('are none of a membership year that nothing began', () => {
    const nobody = { ...cast.ada, registeredDay: null };
    const by = scheme(schemeWithMetric({ of: 'reviews', take: 'count', window: { membership: 'year' } }));
    const proof = proveTier(by, { customer: nobody, orders: [], refunds: [], events: told }, asOf);
    const { counted, leftOut } = proof.metrics.find(({ id }) => id === 'm')?.events ?? {};
    expect(counted?.count).toBe(0);
    expect(leftOut?.reasons.map(({ code }) => code)).toEqual(['no-window', 'after-day']);
  });

  it('are 50 at most, and no events belong to metrics over orders', () => {
    const many = Array.from({ length: 120 }, () => event('visits', 'ada', '2025-06-01'));
    const { counted } = eventsOf({ of: 'visits', take: 'count' }, many);
    expect([counted.count, counted.listed.length, counted.rest]).toEqual([120, 50, 70]);
    expect(prove({ of: 'orders', take: 'count' }).metrics[0]?.events).toBeNull();
  });

  it('are told in words, in both languages', () => {
    const proof = prove({ of: 'reviews', take: 'average', what: 'rating', window: year });
    const zh = describeProof(proof, 'zh');
    expect(zh.slice(zh.indexOf('互动事件') + 2, zh.indexOf('互动事件') + 6)).toEqual([
      '    计入 2 条评价',
      '      2025-06-20  4.5 分，环境',
      '      2025-06-01  5 分，口味，龙井，好喝 😀',
      '    未计入 1 条：晚于 2025-06-30',
    ]);
    expect(describeProof(proof, 'en')).toContain('    counted: 2 (reviews)');
  });
});
