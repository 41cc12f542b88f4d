/** One page asked for, as the product's API takes it and as somebody writes it by hand. */
export interface Asked {
  readonly filter: object;
  readonly sort: string;
  readonly where: string;
  readonly values: readonly (number | string)[];
  readonly order: string;
}

const kinds: readonly ((least: number) => Asked)[] = [
  (least) => ({
    filter: { metric: 'spend', atLeast: least / 100 },
    sort: '-spend',
    where: 'spend >= cast($1 as bigint)',
    values: [least],
    order: 'spend desc nulls last',
  }),
  (least) => ({
    filter: {
      all: [
        { field: 'tier', in: ['level-2', 'level-1'] },
        { metric: 'spend_12m', over: least / 100 },
      ],
    },
    sort: '-last_order',
    where: 'tier in (1, 2) and spend_12m > cast($1 as bigint)',
    values: [least],
    order: 'last_order desc nulls last',
  }),
  (least) => ({
    filter: {
      all: [
        { field: 'name', contains: '李' },
        { metric: 'spend', over: least / 100 },
      ],
    },
    sort: 'name',
    where: "strpos(lower(name), '李') > 0 and spend > cast($1 as bigint)",
    values: [least],
    order: 'name nulls last',
  }),
];

/** The nth page to ask for; no two are alike, so that nothing can be remembered. */
export function asked(n: number): Asked {
  const kind = kinds[n % kinds.length];
  if (kind === undefined) throw new RangeError('no query');
  return kind(10_000 + n);
}
