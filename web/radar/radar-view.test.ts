import { describe, expect, it } from 'vitest';
import { changedView, readRadarView } from './radar-view.ts';

describe('the view of the radar', () => {
  it('is what the address says, as far as it makes sense', () => {
    expect(readRadarView({ days: '30', tier: 'gold', owner: '', list: 'all' })).toEqual({
      days: 30,
      tier: 'gold',
    });
    expect(readRadarView({ days: 90, list: 'near', tier: 7 })).toEqual({ list: 'near' });
  });

  it('loses what is taken away', () => {
    expect(changedView({ days: 60, tier: 'gold' }, { tier: undefined, owner: 'rita' })).toEqual({
      ...{ days: 60, owner: 'rita' },
    });
  });
});
