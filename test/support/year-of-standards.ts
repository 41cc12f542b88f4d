/** Standards of a year that `year-of-trade` tells: the usual one, one of a season, and the one that comes after. */
const windows = {
  fortnight: { of: 'orders', take: 'sum', window: { last: 14, unit: 'day' } },
  monthly: { of: 'orders', take: 'count', window: { last: 1, unit: 'month' } },
  silent: { of: 'orders', take: 'days-since-last' },
};

const lively = {
  score: [
    {
      metric: 'silent',
      steps: [
        [0, 30],
        [9, 10],
        [30, 0],
      ],
    },
    {
      metric: 'monthly',
      weight: 5,
      steps: [
        [1, 1],
        [2, 3],
      ],
    },
  ],
};

/** Among everybody, by cut points that stand for a month. */
const place = { rfm: 'monetary', method: 'thresholds' };

const at = (metric: string, amount: number): object => ({ metric, atLeast: amount });

/** By windows whose days can be told ahead, so that days are carried over. */
export const usual = {
  ...{ tierbook: 1, id: 'usual', name: 'Usual', metrics: { ...windows, lively, place } },
  policy: { downgrade: 'at-once', steps: 'one', grace: { days: 4 }, warn: { days: 3 } },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'silver', name: 'Silver', when: { any: [at('fortnight', 10), at('tenure_days', 300)] } },
    { id: 'gold', name: 'Gold', when: { all: [at('lively', 15), at('place', 4)] } },
    { id: 'star', name: 'Star', when: { all: [at('fortnight', 30), { metric: 'silent', atMost: 6 }] } },
  ],
};

/** Lower thresholds, a tier that there is in the season alone, and one of the usual ones missing. */
export const season = {
  ...{ tierbook: 1, id: 'season', name: 'Season', metrics: windows },
  policy: { downgrade: 'at-once' },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'silver', name: 'Silver', when: at('fortnight', 4) },
    { id: 'gold', name: 'Gold', when: at('fortnight', 12) },
    { id: 'comet', name: 'Comet', when: at('fortnight', 40) },
  ],
};

/** Falls at the month's end and no further than one step, with windows that begin with the tier. */
export const later = {
  ...{ tierbook: 1, id: 'usual', name: 'Usual' },
  metrics: {
    ...windows,
    since_then: { of: 'orders', take: 'sum', window: { since: 'tier-start' } },
    this_month: { of: 'orders', take: 'count', window: { calendar: 'month' } },
  },
  policy: {
    ...{ upgrade: 'at-once', downgrade: 'period-end', period: { calendar: 'month' }, steps: 'one' },
    validity: { months: 1 },
  },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'silver', name: 'Silver', when: at('fortnight', 10), keep: at('this_month', 1) },
    {
      id: 'gold',
      name: 'Gold',
      when: { all: [at('fortnight', 20), at('since_then', 12)] },
      keep: at('monthly', 2),
    },
  ],
};
