import { describe, expect, it } from 'vitest';
import type { FilterField } from '../api/contract.ts';
import { partsOf, queryOf, ruleOf } from './rule-query.ts';
import type { Rule } from './view.ts';

function field(kind: 'field' | 'metric', id: string, type: string): FilterField {
  return {
    id,
    name: { zh: id, en: id },
    type,
    unit: null,
    kind,
    sealed: false,
    operators: [],
    sortable: true,
    choices: [],
  };
}

const fields = [
  field('metric', 'spend', 'money'),
  field('metric', 'orders', 'integer'),
  field('field', 'region', 'text'),
  field('field', 'tier', 'choice'),
  field('field', 'overdue', 'yes-no'),
];

const rules: readonly [string, Rule][] = [
  ['one comparison', { metric: 'spend', atLeast: 1000 }],
  [
    'several that hold together',
    {
      all: [
        { metric: 'spend', over: 0.5 },
        { field: 'region', is: '上海' },
      ],
    },
  ],
  [
    'any of several',
    {
      any: [
        { field: 'tier', in: ['gold', 'diamond'] },
        { field: 'region', isEmpty: true },
      ],
    },
  ],
  [
    'groups within groups',
    {
      all: [
        { metric: 'orders', under: 3 },
        {
          any: [
            { metric: 'spend', atMost: 9 },
            { field: 'tier', is: 'gold' },
          ],
        },
      ],
    },
  ],
  [
    'what must not hold',
    {
      not: {
        any: [
          { field: 'region', contains: '海' },
          { field: 'overdue', is: true },
        ],
      },
    },
  ],
];

describe('a filter in the builder (R022)', () => {
  it.each(rules)('comes back from it as it went in: %s', (_, rule) => {
    expect(ruleOf(queryOf(rule), fields)).toEqual(rule);
  });

  it('a band becomes two comparisons that say the same', () => {
    expect(ruleOf(queryOf({ metric: 'spend', atLeast: 1, under: 5 }), fields)).toEqual({
      all: [
        { metric: 'spend', atLeast: 1 },
        { metric: 'spend', under: 5 },
      ],
    });
  });

  it('leaves out comparisons that are not filled in yet, and is none without any', () => {
    const empty = { field: 'metric:spend', operator: 'atLeast', value: '' };
    const word = { field: 'metric:spend', operator: 'atLeast', value: 'much' };
    const full = { field: 'field:region', operator: 'in', value: '上海、北京, 广州' };
    expect(ruleOf({ combinator: 'all', rules: [empty, word, full] }, fields)).toEqual({
      field: 'region',
      in: ['上海', '北京', '广州'],
    });
    expect(ruleOf({ combinator: 'all', rules: [empty] }, fields)).toBeUndefined();
  });

  it('is shown part by part where its parts hold together', () => {
    const [, [, both]] = rules as [unknown, [string, Rule]];
    expect(partsOf(both)).toHaveLength(2);
    expect(partsOf({ any: [{ metric: 'spend', over: 1 }] })).toHaveLength(1);
  });
});
