import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain, scheme } from '../../../test/support/cast.ts';
import { fewOrMany } from '../../../test/support/few-or-many.ts';
import { asOfDays, registers, schemes } from '../../../test/support/generate.ts';
import { languages } from '../../../test/support/languages.ts';
import type { Day } from '../calendar.ts';
import type { Condition } from '../condition.ts';
import { currencyDecimals } from '../currency.ts';
import { compileMissing } from '../describe/missing.ts';
import { evaluate, type Grade, type Register } from '../evaluate/evaluate.ts';
import { referralsOf } from '../evaluate/referrals.ts';
import { passes, type Value } from '../evaluate/value.ts';
import { minorOf } from '../exact.ts';
import { dependsOnEverybody } from '../metric.ts';
import { orderDay } from '../order.ts';
import { referralEvents } from '../referral.ts';
import type { Scheme } from '../scheme.ts';
import { type CustomerHistory, lookupOf, type RecordedOrder } from './customer-history.ts';
import { describeProof } from './describe-proof.ts';
import type { Proof, ProvenMetric, ProvenRule } from './proof.ts';
import { proveTier } from './prove-tier.ts';
import { measureBehind } from './proven-metrics.ts';
import type { ProvenOrders } from './proven-orders.ts';

const cases = asOfDays.chain((asOf) =>
  fc.tuple(fc.constant(asOf), registers(asOf), schemes(asOf).map(scheme)),
);

interface Graded {
  readonly scheme: Scheme;
  readonly asOf: Day;
  readonly history: CustomerHistory;
  readonly grade: Grade;
  readonly proof: Proof;
}

/** Every customer whom the evaluation of everybody grades, with his proof. */
function everybody(scheme: Scheme, register: Register, asOf: Day, limit?: number): Graded[] {
  return [...evaluate(scheme, register, asOf)].map(([id, grade]) => {
    const history = historyOf(id, register);
    return {
      scheme,
      asOf,
      history,
      grade,
      proof: proveTier(scheme, history, asOf, grade.values, limit === undefined ? {} : { limit }),
    };
  });
}

function historyOf(id: string, register: Register): CustomerHistory {
  const { customers, orders, refunds, events } = register;
  return {
    customer: customers.find((customer) => customer.id === id) ?? { id, registeredDay: null, fields: {} },
    orders: orders
      .filter(({ customer }) => customer === id)
      .map((order, index): RecordedOrder => ({ ...order, reference: `#${index + 1}` })),
    refunds: refunds.filter(({ customer }) => customer === id),
    events: events.filter(({ customer }) => customer === id),
    referrals: referralsOf(register).filter(({ referrer }) => referrer === id),
  };
}

function forEverybody(runs: number, check: (graded: Graded) => void, limit = 1000): void {
  fc.assert(
    fc.property(cases, ([asOf, register, scheme]) => {
      for (const graded of everybody(scheme, register, asOf, limit)) check(graded);
    }),
    { numRuns: fewOrMany(Math.ceil(runs / 3), runs) },
  );
}

function overOrders({ proof }: Graded): [ProvenMetric, ProvenOrders][] {
  return proof.metrics.flatMap((metric) => (metric.orders === null ? [] : [[metric, metric.orders]]));
}

function minor(value: Value, currency: string): bigint {
  return value === null || typeof value === 'string' ? 0n : minorOf(value, currencyDecimals(currency));
}

describe('the proof of tier agrees with the evaluation of everybody (R009–R014)', () => {
  it('in the tier and in every value', () => {
    forEverybody(80, ({ scheme, grade, proof }) => {
      expect(proof.tier.position).toBe(grade.tier);
      expect(proof.tier.id).toBe(scheme.tiers[grade.tier]?.id);
      expect(proof.next?.id).toBe(scheme.tiers[grade.tier + 1]?.id);
      const own = [...scheme.metrics.values()].filter(({ builtIn }) => !builtIn).map(({ id }) => id);
      expect(proof.metrics.map(({ id }) => id)).toEqual(expect.arrayContaining(own));
      for (const { id, value } of proof.metrics) {
        expect([id, plain(value)]).toEqual([id, plain(grade.values.get(id))]);
      }
    });
  });

  it('in which tiers’ rules hold, and every mark within a rule follows from those below it', () => {
    forEverybody(60, ({ scheme, asOf, history, grade, proof }) => {
      expect(proof.tiers.map(({ id }) => id)).toEqual(scheme.tiers.slice(1).map(({ id }) => id));
      for (const { position, when, passed } of proof.tiers) {
        const tier = scheme.tiers[position];
        if (tier?.when == null) throw new Error('no rule');
        const lookup = lookupOf(history.customer, grade.values);
        expect(passed).toBe(when.passed);
        follows(when, tier.when, (test) => {
          const value = lookup(test.subject);
          return test.tests.every((one) => passes(one, value, test.subject.type));
        });
        if (usesEverybody(scheme)) continue;
        const alone = { ...scheme, tiers: [...scheme.tiers.slice(0, 1), tier] };
        const register = { ...history, customers: [history.customer] };
        expect(evaluate(alone, register, asOf).get(history.customer.id)?.tier).toBe(passed ? 1 : 0);
      }
    });
  });

  it('in what is missing to the next tier', () => {
    forEverybody(60, ({ scheme, history, grade, proof }) => {
      const next = scheme.tiers[grade.tier + 1];
      if (next === undefined) return expect(proof.missing).toBeNull();
      const lookup = lookupOf(history.customer, grade.values);
      for (const lang of languages) {
        expect(proof.missing?.[lang]).toBe(compileMissing(next, scheme, lang)(lookup));
        expect(proof.missing?.[lang]).not.toBe('');
      }
    });
  });
});

type TestCondition = Extract<Condition, { kind: 'test' }>;

function usesEverybody({ metrics }: Scheme): boolean {
  return [...metrics.values()].some(({ definition }) => dependsOnEverybody(definition));
}

function follows(proven: ProvenRule, rule: Condition, passed: (test: TestCondition) => boolean): void {
  expect(proven.kind).toBe(rule.kind);
  if (rule.kind === 'test') {
    expect(proven.passed).toBe(passed(rule));
  } else if (rule.kind === 'not' && proven.kind === 'not') {
    expect(proven.passed).toBe(!proven.of.passed);
    follows(proven.of, rule.of, passed);
  } else if (rule.kind !== 'not' && (proven.kind === 'all' || proven.kind === 'any')) {
    const marks = proven.of.map((part) => part.passed);
    expect(proven.passed).toBe(proven.kind === 'all' ? !marks.includes(false) : marks.includes(true));
    expect(proven.of).toHaveLength(rule.of.length);
    for (const [index, part] of rule.of.entries()) {
      const below = proven.of[index];
      if (below !== undefined) follows(below, part, passed);
    }
  }
}

it('the events of a proof are each counted or left out, and as many as the count (R009–R014)', () => {
  forEverybody(80, ({ scheme, history, proof, asOf }) => {
    const told = [...history.events, ...referralEvents(history.referrals ?? [], asOf)];
    for (const { id, value, events } of proof.metrics) {
      const definition = scheme.metrics.get(id)?.definition;
      if (events === null || definition?.kind !== 'measure') continue;
      const { counted, leftOut } = events;
      const all = told.filter(({ source }) => source === definition.of).length;
      expect(counted.count + leftOut.count).toBe(all);
      expect(leftOut.reasons.reduce((sum, { count }) => sum + count, 0)).toBe(leftOut.count);
      if (definition.take === 'count') expect(counted.count).toBe(Number(plain(value)));
    }
  });
});

describe('the orders of a proof (R009–R014)', () => {
  it('are each either counted or left out, once', () => {
    forEverybody(60, (graded) => {
      const all = graded.history.orders.map(({ reference }) => reference).sort();
      for (const [, { counted, leftOut, refunds }] of overOrders(graded)) {
        const found = [...counted.listed, ...leftOut.listed].map(({ reference }) => reference);
        expect(found.sort()).toEqual(all);
        expect(leftOut.reasons.reduce((sum, { count }) => sum + count, 0)).toBe(leftOut.total.count);
        if (refunds === null) continue;
        expect(refunds.takenOff.total.count + refunds.leftOut.count).toBe(graded.history.refunds.length);
      }
    });
  });

  it('add up to the sum, less the refunds that name no order, and to the count', () => {
    forEverybody(80, (graded) => {
      for (const [{ id, value }, { counted, refunds }] of overOrders(graded)) {
        const definition = graded.scheme.metrics.get(id)?.definition;
        if (definition?.kind !== 'measure') continue;
        if (definition.take === 'sum' && definition.what === 'amount') {
          const off = refunds?.takenOff.total.amount ?? 0n;
          expect(counted.total.amount - off).toBe(minor(value, graded.scheme.currency));
        }
        if (definition.take === 'count') {
          const rows = counted.listed.map(({ lines }) => lines?.counted ?? 1);
          expect(rows.reduce((sum, n) => sum + n, 0)).toBe(Number(plain(value)));
        }
      }
    });
  });

  it('that are left out do not matter: without them the value is the same', () => {
    forEverybody(60, ({ scheme, asOf, history, proof }) => {
      for (const { id, value, orders } of proof.metrics) {
        const definition = scheme.metrics.get(id)?.definition;
        if (definition?.kind !== 'measure' || definition.window.kind === 'membership') continue;
        const needless = (orders?.leftOut.listed ?? []).filter(({ code }) => code !== 'total-only');
        const left = new Set(needless.map(({ reference }) => reference));
        const rest = history.orders.filter(({ reference }) => !left.has(reference));
        const register = { ...history, orders: rest, customers: [history.customer] };
        const again = evaluate(scheme, register, asOf).get(history.customer.id)?.values.get(id);
        expect([id, plain(again)]).toEqual([id, plain(value)]);
      }
    });
  });

  it('are left out for what is so', () => {
    forEverybody(60, (graded) => {
      for (const [{ id, window }, { counted, leftOut }] of overOrders(graded)) {
        const metric = graded.scheme.metrics.get(id);
        const statuses = (metric === undefined ? null : measureBehind(metric))?.count.statuses ?? [];
        for (const { day } of counted.listed) {
          expect(window !== null && day <= window.to && (window.from === null || day >= window.from)).toBe(
            true,
          );
        }
        for (const { reference, day, code, status, words } of leftOut.listed) {
          const order = graded.history.orders.find((one) => one.reference === reference);
          if (order === undefined) throw new Error(reference);
          expect(day).toBe(orderDay(order));
          expect(code === 'no-day').toBe(day === null);
          expect(code === 'after-day').toBe(day !== null && day > graded.asOf);
          if (status !== null) expect(statuses).not.toContain(status);
          if (code === 'refunded')
            expect([order.status, statuses.includes('refunded')]).toEqual(['refunded', false]);
          if (code === 'before-window') expect(String(day) < String(window?.from)).toBe(true);
          if (code === 'after-window') expect(String(day) > String(window?.to)).toBe(true);
          expect(words.zh).not.toBe('');
        }
      }
    });
  });

  it('are few however many there are, and the totals know of all', () => {
    fc.assert(
      fc.property(cases, fc.nat(3), ([asOf, register, scheme], limit) => {
        const whole = everybody(scheme, register, asOf, 1000);
        const short = everybody(scheme, register, asOf, limit);
        for (const [index, graded] of short.entries()) {
          const other = whole[index];
          if (other === undefined) throw new Error('not graded');
          const all = overOrders(other);
          for (const [at, [, { counted, leftOut }]] of overOrders(graded).entries()) {
            const orders = all[at]?.[1];
            expect(counted.listed).toEqual(orders?.counted.listed.slice(0, limit));
            expect(leftOut.listed).toEqual(orders?.leftOut.listed.slice(0, limit));
            expect([counted.total, leftOut.total]).toEqual([orders?.counted.total, orders?.leftOut.total]);
            const rest = orders?.counted.listed.slice(limit) ?? [];
            expect(counted.rest).toEqual({
              count: rest.length,
              amount: rest.reduce((sum, { amount }) => sum + amount, 0n),
            });
          }
        }
      }),
      { numRuns: fewOrMany(20, 50) },
    );
  });
});

describe('the words of a proof', () => {
  it('say no nonsense', () => {
    forEverybody(60, ({ proof }) => {
      for (const lang of languages) {
        const written = describeProof(proof, lang).join('\n');
        expect(written).not.toMatch(/undefined|NaN|null|\[object|Infinity/);
      }
      for (const { value, valueWords } of proof.metrics) {
        expect(valueWords.zh === '尚无').toBe(value === null);
      }
    });
  });

  it('never round a value so far that it seems to be on the other side of a threshold', () => {
    forEverybody(60, ({ proof, scheme }) => {
      for (const { when, position } of proof.tiers) {
        const rule = scheme.tiers[position]?.when;
        if (rule?.kind !== 'test' || when.kind !== 'test') continue;
        const shown = /^-?[\d.]+$/.exec(when.valueWords.en)?.[0];
        if (shown === undefined) continue;
        const [whole = '', part = ''] = shown.split('.');
        const value = { num: BigInt(whole + part), den: 10n ** BigInt(part.length) };
        expect(rule.tests.every((test) => passes(test, value, rule.subject.type))).toBe(when.passed);
      }
    });
  });
});
