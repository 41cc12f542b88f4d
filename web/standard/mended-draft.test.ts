import { describe, expect, it } from 'vitest';
import { mendedDraft } from './mended-draft.ts';

const text = `tiers:
  # the base tier
  - { id: normal }
  - id: vip # the best
    when: { all: [ { metric: spend, atLeast: 1000, atMost: 5000 } ] }
    keep: { metric: spend, atLeast: 2000 }
`;

describe('a mended draft', () => {
  it('keeps the comments and everything that is not mended of a text', () => {
    const path = ['tiers', 1, 'when', 'all', 0];
    const mended = mendedDraft({ text }, [
      { path, value: { metric: 'spend', atLeast: 1000 } },
      { path: ['tiers', 1, 'keep'] },
    ]);
    expect(mended).toEqual({
      text: `tiers:
  # the base tier
  - { id: normal }
  - id: vip # the best
    when: { all: [ { metric: spend, atLeast: 1000 } ] }
`,
    });
  });

  it('of a document is another document', () => {
    const document = { tiers: [{ id: 'normal' }, { id: 'vip', keep: {} }] };
    expect(mendedDraft({ document }, [{ path: ['tiers', 0] }, { path: ['tiers', 0, 'keep'] }])).toEqual({
      document: { tiers: [{ id: 'vip' }] },
    });
    expect(document.tiers).toHaveLength(2);
  });
});
