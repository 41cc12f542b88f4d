/** Gold for whoever spent 1,000 in the last 30 days, kept for 900. */
export const monthly = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  timeZone: 'Asia/Shanghai',
  metrics: { month: { of: 'orders', take: 'sum', window: { last: 30, unit: 'day' } } },
  tiers: [
    { id: 'base', name: 'Base' },
    {
      id: 'gold',
      name: 'Gold',
      when: { metric: 'month', atLeast: 1000 },
      keep: { metric: 'month', atLeast: 900 },
    },
  ],
};
