/** The smallest standard in which spending matters. */
export const twoTiers = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'gold', name: 'Gold', when: { metric: 'spend', atLeast: 1000 } },
  ],
};
