import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemsOf, salesLevels, schemeWith } from '../../../test/support/cast.ts';
import { fewOrMany } from '../../../test/support/few-or-many.ts';
import { parseScheme } from './parse-scheme.ts';
import { readDocument } from './read-document.ts';

function codes(document: unknown): string[] {
  return problemsOf(document).map(({ code }) => code);
}

/** Whatever comes in, either a scheme comes out or problems that can be shown to someone. */
function answered(document: unknown): void {
  const parsed = parseScheme(document);
  if (parsed.ok) return;
  expect(parsed.problems.length).toBeGreaterThan(0);
  const unfit = parsed.problems.filter(({ code, path, message }) => {
    const words = [path, message.zh, message.en];
    const readable = words.every((text) => !/undefined|\[object/.test(text) && text.length < 4000);
    return !/^[a-z-]+$/.test(code) || !readable;
  });
  expect(unfit).toEqual([]);
}

const example = readDocument(salesLevels);
const valid = JSON.stringify(
  Object.assign(example.ok ? (example.document as object) : {}, {
    fields: { income: { type: 'money', name: '收入' }, level: { type: 'choice', choices: ['a', 'b'] } },
    metrics: {
      spend_12m: { of: 'orders', take: 'sum', what: 'amount', window: { last: 12, unit: 'month' } },
      orders_12m: {
        of: 'orders',
        take: 'count',
        where: { any: [{ field: 'category', in: ['茶叶'] }, { not: { field: 'amount', over: 5 } }] },
      },
      points: {
        score: [
          {
            metric: 'spend_12m',
            weight: 2,
            steps: [
              [1, 2],
              [3, 4],
            ],
          },
        ],
      },
      top: { 'top-share-of': 'points' },
      code: { rfm: 'code', method: 'rank', window: { calendar: 'year', offset: -1 } },
      clv: { clv: { months: 12, margin: 0.3 } },
      alive: { 'p-alive': {} },
    },
  }),
);

type Place = { holder: Record<string, unknown>; key: string };

/** Every place in a document, in a fixed order. */
function places(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...places(holder[key])]);
}

const surprises = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    0.5,
    1e-300,
    1e21,
    '',
    ' ',
    'amount',
    'spend',
    [],
    {},
    [[]],
    [null],
    { zh: null },
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.jsonValue({ maxDepth: 3 }),
);
const keys = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'when',
    'of',
    'all',
    'not',
    'segment',
    'in',
    '',
  ),
  fc.string({ maxLength: 10 }),
);
const change = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('replace', 'remove', 'add', 'rename', 'wrap'),
  value: surprises,
  key: keys,
});

function changed(changes: readonly { at: number; how: string; value: unknown; key: string }[]): unknown {
  const root = { document: JSON.parse(valid) as unknown };
  for (const { at, how, value, key } of changes) {
    const all = places(root);
    const place = all[at % all.length];
    if (place === undefined) continue;
    const { holder, key: own } = place;
    const before = holder[own];
    const put = (name: string, what: unknown) =>
      Object.defineProperty(holder, name, {
        value: what,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    if (how === 'remove' && Array.isArray(holder)) holder.splice(Number(own), 1);
    else if (how === 'remove' || how === 'rename') delete holder[own];
    if (how === 'replace') put(own, value);
    if (how === 'wrap') put(own, [before]);
    if (how === 'rename' && Array.isArray(holder)) put(own, before);
    else if (how === 'rename') put(key, before);
    if (how === 'add' && !Array.isArray(holder)) put(key, value);
  }
  return root.document;
}

describe('parseScheme never throws (R009–R014)', () => {
  it('on any JSON', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), answered), { numRuns: fewOrMany(50, 150) });
  });

  it('on any JSON under the keys of a scheme', () => {
    const some = fc.jsonValue({ maxDepth: 4 });
    const names = ['count', 'fields', 'metrics', 'tiers', 'policy', 'currency', 'timeZone', 'name'];
    const rest = fc.record(Object.fromEntries(names.map((name) => [name, some])), { requiredKeys: [] });
    fc.assert(
      fc.property(rest, (keys) => answered(schemeWith(keys))),
      { numRuns: fewOrMany(50, 150) },
    );
  });

  it('on a valid scheme with any changes', () => {
    expect(codes(JSON.parse(valid))).toEqual([]);
    const changes = fc.array(change, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(changes, (list) => answered(changed(list))),
      { numRuns: fewOrMany(250, 700) },
    );
  });

  it.each([null, 0, '', 'x', [], {}, true, [[]], '5000', { a: { b: null } }].map((value) => [value]))(
    'on a scheme with %j anywhere',
    (value) => {
      const count = places(JSON.parse(valid)).length;
      for (let at = 0; at < count; at++) {
        const document = JSON.parse(valid) as unknown;
        const place = places(document)[at];
        if (place) place.holder[place.key] = value;
        answered(document);
      }
    },
  );

  it('on a text that is a valid document with any characters put in or taken out', () => {
    const edit = fc.record({
      at: fc.nat(salesLevels.length),
      drop: fc.nat(5),
      put: fc.string({ unit: 'binary', maxLength: 4 }),
    });
    const document = (edits: readonly { at: number; drop: number; put: string }[]) =>
      edits.reduce(
        (written, { at, drop, put }) => written.slice(0, at) + put + written.slice(at + drop),
        salesLevels,
      );
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const read = readDocument(document(edits));
        if (read.ok) answered(read.document);
        else expect(read.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: fewOrMany(50, 150) },
    );
  });
});

describe('numbers written as texts and nothing at all are problems (R009–R014)', () => {
  const tier = (when: unknown) =>
    schemeWith({
      tiers: [
        { id: 'a', name: 'a' },
        { id: 'b', name: 'b', when },
      ],
    });

  it.each(['5000', '5,000', '５０００', '1万', '5000元', '0x10', ''])('a threshold written %j', (atLeast) => {
    expect(codes(tier({ metric: 'spend', atLeast }))).toEqual(['not-a-number']);
  });

  it('null under every key of a scheme', () => {
    for (const key of [
      'tierbook',
      'id',
      'name',
      'currency',
      'timeZone',
      'count',
      'fields',
      'metrics',
      'tiers',
      'policy',
    ]) {
      expect(codes(schemeWith({ [key]: null })), key).not.toEqual([]);
    }
  });
});

describe('keys that mean something to JavaScript mean nothing here (R009–R014)', () => {
  const hostile = (text: string) => JSON.parse(text) as unknown;

  it('__proto__ and constructor are unknown keys', () => {
    const document = hostile(
      '{"tierbook":1,"id":"a","name":"a","tiers":[{"id":"a","name":"a"}],"__proto__":{"policy":1},"constructor":1}',
    );
    expect(codes(document)).toEqual(['unknown-key', 'unknown-key']);
  });

  it('__proto__ is no id of a metric, tier or field', () => {
    const document = hostile(
      '{"tierbook":1,"id":"__proto__","name":"a","fields":{"__proto__":{"type":"text"}},"metrics":{"__proto__":{"of":"orders","take":"count"}},"tiers":[{"id":"__proto__","name":"a"}]}',
    );
    expect(codes(document)).toEqual(['bad-id', 'bad-id', 'bad-id', 'bad-id']);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%s is no choice, column, operator or metric',
    (word) => {
      const metric = { of: 'orders', take: 'count', where: { field: word, is: 1 } };
      expect(codes(schemeWith({ metrics: { m: metric } }))).toEqual(['unknown-column']);
      expect(codes(schemeWith({ metrics: { m: { of: word, take: word } } }))).toEqual([
        'unknown-choice',
        'unknown-choice',
      ]);
      expect(codes(schemeWith({ metrics: { m: { 'top-share-of': word } } }))).toEqual(['unknown-metric']);
      const when = JSON.parse(`{"metric":"spend","${word}":1}`) as unknown;
      const tiers = [
        { id: 'a', name: 'a' },
        { id: 'b', name: 'b', when },
      ];
      expect(codes(schemeWith({ tiers }))).toEqual(['unknown-key', 'no-operator']);
    },
  );
});

describe('large documents are answered, and soon (R009–R014)', () => {
  const many = <T>(count: number, of: (index: number) => T) =>
    Array.from({ length: count }, (_, index) => of(index));
  const deep = (levels: number, wrap: (inner: unknown) => unknown) => {
    let value: unknown = 1;
    for (let level = 0; level < levels; level++) value = wrap(value);
    return value;
  };
  const lists = deep(50_000, (inner) => [inner]);
  const rules = deep(50_000, (inner) => ({ not: inner }));
  const all = (of: unknown) => [
    { id: 'a', name: 'a' },
    { id: 'b', name: 'b', when: { all: of } },
  ];
  const counted = { of: 'orders', take: 'count' };
  const metrics = Object.fromEntries(many(3000, (index) => [`m${index}`, counted]));

  const cases: Record<string, Record<string, unknown>> = {
    'lists nested 50000 deep': {
      id: lists,
      name: lists,
      currency: lists,
      metrics: { m: lists },
      tiers: lists,
      policy: lists,
    },
    'mappings nested 50000 deep': {
      id: rules,
      name: rules,
      count: rules,
      metrics: { m: rules },
      policy: rules,
    },
    'a rule nested 50000 deep': { tiers: all([rules]) },
    '60000 tiers of nothing': { tiers: many(60_000, () => null) },
    '15000 unknown keys': Object.fromEntries(many(15_000, (index) => [`k${index}`, 1])),
    '3000 unknown metrics among 3000 known': {
      metrics,
      tiers: all(many(3000, (index) => ({ metric: `n${index}x`, over: 1 }))),
    },
    'an id of 100000 letters': {
      metrics: { ['a'.repeat(100_000)]: counted },
      tiers: all(many(2000, () => ({ metric: 'b', over: 1 }))),
    },
    'circles of 70 metrics each through all': {
      metrics: Object.fromEntries(
        many(70, (index) => [
          `m${index}`,
          { score: many(70, (other) => ({ metric: `m${other}`, steps: [[1, 1]] })) },
        ]),
      ),
    },
  };

  it.each(Object.entries(cases))('%s', (_, document) => {
    expect(codes(schemeWith(document)).length).toBeGreaterThan(0);
    answered(schemeWith(document));
  });

  it('a metric of thousands of conditions named thousands of times', () => {
    const where = { all: many(2500, () => ({ field: 'amount', over: 1 })) };
    const score = many(2500, () => ({ metric: 'm', steps: [[1, 1]] }));
    expect(codes(schemeWith({ metrics: { m: { ...counted, where }, s: { score } } }))).toEqual([]);
  });
});
