import { describe, expect, it } from 'vitest';
import { inTurn } from '../../src/features/evaluations/one-at-a-time.ts';

/** Works that end when they are told to, and the order in which they began. */
function works() {
  const begun: string[] = [];
  const ends = new Map<
    string,
    { readonly resolve: (result: string) => void; readonly reject: (error: Error) => void }
  >();
  const work = (name: string) => async (): Promise<string> => {
    begun.push(name);
    return await new Promise<string>((resolve, reject) => ends.set(name, { resolve, reject }));
  };
  const turn = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));
  return { begun, ends, work, turn };
}

describe('works of one owner', () => {
  it('come one after the other, and who asks for the same as one that waits shares it', async () => {
    const [owner, { begun, ends, work, turn }] = [{}, works()];
    const first = inTurn(owner, 'today', work('first'));
    await turn();
    const second = inTurn(owner, 'today', work('second'));
    const third = inTurn(owner, 'today', work('third'));
    const other = inTurn(owner, '2025-12-31', work('other'));
    await turn();
    expect(begun).toEqual(['first']);
    ends.get('first')?.resolve('one');
    expect(await first).toBe('one');
    await turn();
    expect(begun).toEqual(['first', 'second']);
    ends.get('second')?.resolve('two');
    expect(await Promise.all([second, third])).toEqual(['two', 'two']);
    await turn();
    ends.get('other')?.resolve('three');
    expect(await other).toBe('three');
    expect(begun).toEqual(['first', 'second', 'other']);
  });

  it('go on after one that failed', async () => {
    const [owner, { ends, work, turn }] = [{}, works()];
    const first = inTurn(owner, 'today', work('first'));
    const refused = expect(first).rejects.toThrow('no');
    const second = inTurn(owner, 'later', work('second'));
    await turn();
    ends.get('first')?.reject(new Error('no'));
    await refused;
    await turn();
    ends.get('second')?.resolve('two');
    expect(await second).toBe('two');
  });

  it('do not wait for those of another', async () => {
    const { ends, work, turn } = works();
    const mine = inTurn({}, 'today', work('mine'));
    const yours = inTurn({}, 'today', work('yours'));
    await turn();
    ends.get('yours')?.resolve('yours');
    expect(await yours).toBe('yours');
    ends.get('mine')?.resolve('mine');
    expect(await mine).toBe('mine');
  });
});
