import { describe, expect, it } from 'vitest';
import { readYesNo } from './read-yes-no.ts';

describe('a yes-no field (R002)', () => {
  it.each(['是', 'yes', 'Y', '1', 'TRUE', '有', '√'])('takes %s for yes', (raw) => {
    expect(readYesNo(raw)).toMatchObject({ ok: true, value: 'yes' });
  });
  it.each(['否', 'no', 'N', '0', 'false', '没有', '×'])('takes %s for no', (raw) => {
    expect(readYesNo(raw)).toMatchObject({ ok: true, value: 'no' });
  });
  it('is empty where nothing or a dash stands', () => {
    expect([readYesNo(' '), readYesNo('-')]).toMatchObject([{ value: null }, { value: null }]);
  });
  it('refuses what is neither', () => {
    expect(readYesNo('也许')).toEqual({ ok: false, reason: 'yes-no-unknown' });
  });
});
