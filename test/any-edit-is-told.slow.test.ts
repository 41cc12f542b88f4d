import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeDifference } from '../src/domain/describe/difference/describe-difference.ts';
import { parseScheme } from '../src/domain/parse/parse-scheme.ts';
import type { Scheme } from '../src/domain/scheme.ts';
import { asOfDays, schemes } from './support/generate.ts';
import './support/seed.ts';

type Json = Record<string, unknown>;

interface Written extends Json {
  readonly tiers: Json[];
  readonly metrics: Record<string, Json>;
}

function schemeOf(document: unknown): Scheme | null {
  const parsed = parseScheme(document);
  return parsed.ok ? parsed.scheme : null;
}

/** Everything that stands in a rule, a list within a list too. */
function tests(rule: unknown): Json[] {
  if (Array.isArray(rule)) return rule.flatMap(tests);
  if (typeof rule !== 'object' || rule === null) return [];
  const { all, any, not } = rule as Json;
  return 'metric' in rule || 'field' in rule ? [rule as Json] : [all, any, not].flatMap(tests);
}

/** The keys of an object, and those of everything in it, in another order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reordered(inner)]),
  );
}

const bounds = ['atLeast', 'over', 'atMost', 'under'] as const;

/** Edits, each of which means something wherever it can be done; false where it cannot. */
const edits: Readonly<Record<string, (document: Written, pick: (n: number) => number) => boolean>> = {
  'another name': (document) => Object.assign(document, { name: 'Something else' }) !== null,
  'another English name': (document) => Object.assign(document, { name: { zh: '甲', en: 'B' } }) !== null,
  'another name of a tier': ({ tiers }, pick) => {
    const tier = tiers[pick(tiers.length)];
    return Object.assign(tier ?? {}, { name: { zh: '别名', en: 'Alias' } }) !== null;
  },
  'a moved threshold': ({ tiers }, pick) => {
    const all = tiers.flatMap(({ when, keep }) => [...tests(when), ...tests(keep)]);
    const numeric = all.flatMap((test) =>
      bounds.filter((op) => typeof test[op] === 'number').map((op) => [test, op] as const),
    );
    const [test, op] = numeric[pick(numeric.length)] ?? [];
    if (test === undefined || op === undefined) return false;
    test[op] = 777_777;
    return true;
  },
  'another condition': ({ tiers }, pick) => {
    const tier = tiers[1 + pick(tiers.length - 1)];
    if (tier === undefined) return false;
    tier.when = { all: [tier.when, { metric: 'orders', under: 424_242 }] };
    return true;
  },
  'another way to reach a tier': ({ tiers }, pick) => {
    const tier = tiers[1 + pick(tiers.length - 1)];
    if (tier === undefined) return false;
    tier.when = { any: [tier.when, { metric: 'orders', over: 424_242 }] };
    return true;
  },
  'the opposite': ({ tiers }, pick) => {
    const tier = tiers[1 + pick(tiers.length - 1)];
    if (tier === undefined) return false;
    tier.when = { not: tier.when };
    return true;
  },
  'what keeps a tier': ({ tiers }) => {
    const tier = tiers.at(-1);
    return Object.assign(tier ?? {}, { keep: { metric: 'orders', over: 424_242 } }) !== null;
  },
  'a tier more': ({ tiers }) =>
    tiers.push({ id: 'extra', name: '更多', when: { metric: 'orders', over: 5 } }) > 0,
  'a tier less': ({ tiers }) => tiers.length > 2 && tiers.pop() !== undefined,
  'two tiers for one another': ({ tiers }) => {
    const [base, first, second] = tiers;
    if (base === undefined || first === undefined || second === undefined) return false;
    tiers.splice(1, 2, second, first);
    return true;
  },
  'a benefit': ({ tiers }, pick) => {
    const benefits = [{ id: 'x', kind: 'gift', name: '礼品' }];
    return Object.assign(tiers[pick(tiers.length)] ?? {}, { benefits }) !== null;
  },
  'another window': ({ metrics }, pick) => {
    const measures = Object.values(metrics).filter((metric) => 'take' in metric);
    const measure = measures[pick(measures.length)];
    if (measure === undefined) return false;
    measure.window = { last: 77, unit: 'day' };
    return true;
  },
  'another part of the orders': ({ metrics }, pick) => {
    const measures = Object.values(metrics).filter(({ of, take }) => of === 'lines' && take !== 'share');
    const measure = measures[pick(measures.length)];
    if (measure === undefined) return false;
    measure.where = { field: 'product', is: '从未有过的商品' };
    return true;
  },
  'a metric more': ({ metrics }) =>
    Object.assign(metrics, { more: { of: 'orders', take: 'count' } }) !== null,
  'other weights': ({ metrics }) => {
    const { score } = metrics as { score?: { score?: Json[] } };
    const [part] = score?.score ?? [];
    return part !== undefined && Object.assign(part, { weight: 99.75 }) !== null;
  },
  'what counts': (document) => {
    document.count = { statuses: ['unpaid', 'cancelled'], amount: 'gross', without: ['tax'] };
    return true;
  },
  'how tiers are lost': (document) => {
    document.policy = { downgrade: 'never' };
    return true;
  },
  'how long tiers last': (document) => {
    document.policy = { validity: { months: 7 } };
    return true;
  },
  'a time zone': (document) => Object.assign(document, { timeZone: 'Europe/Paris' }) !== null,
};

const written = asOfDays.chain((asOf) => schemes(asOf)) as fc.Arbitrary<Written>;

describe('the difference of generated standards', () => {
  it('R009 is empty of a standard and itself, whatever the order of its keys', () => {
    fc.assert(
      fc.property(written, (document) => {
        const scheme = schemeOf(document);
        if (scheme === null) throw new Error('not parsed');
        expect(describeDifference(scheme, scheme)).toEqual([]);
        const { metrics, ...others } = document;
        const again = schemeOf({ ...(reordered(others) as Json), metrics });
        expect(again && describeDifference(scheme, again)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it.each(Object.entries(edits))('R009 tells %s, in both languages', (_, edit) => {
    let told = 0;
    fc.assert(
      fc.property(written, fc.nat(), (document, at) => {
        const next = structuredClone(document);
        if (!edit(next, (n) => (n === 0 ? 0 : at % n))) return;
        const [from, to] = [schemeOf(document), schemeOf(next)];
        if (from === null) throw new Error('not parsed');
        // Where the edit makes no standard of it.
        if (to === null) return;
        for (const changes of [describeDifference(from, to), describeDifference(to, from)]) {
          expect(changes.length).toBeGreaterThan(0);
          for (const { said } of changes) {
            expect(said.zh).not.toBe('');
            const [before, after] = said.en.split(' → ');
            expect(before).not.toBe(after);
            expect(said.zh + said.en).not.toMatch(/undefined|null|\[object|computed in another way/);
          }
        }
        told += 1;
      }),
      { numRuns: 60 },
    );
    expect(told).toBeGreaterThan(5);
  });
});
