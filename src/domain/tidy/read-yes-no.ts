import { isBlankMark, unwrap } from './normalise.ts';
import { type Reading, read, reject } from './reading.ts';

const words: ReadonlyMap<string, 'yes' | 'no'> = new Map([
  ...'yes y true t 1 是 有 对 √ ✓ ✔'.split(' ').map((word) => [word, 'yes'] as const),
  ...'no n false f 0 否 无 没有 不是 × ✗ ✘'.split(' ').map((word) => [word, 'no'] as const),
]);

/** Yes or no as people tick it; null if blank. */
export function readYesNo(raw: string): Reading<'yes' | 'no' | null> {
  const { text } = unwrap(raw);
  const word = text.normalize('NFKC').toLowerCase();
  const value = words.get(word);
  if (value !== undefined) return read(value);
  return text === '' || isBlankMark(text) ? read(null) : reject('yes-no-unknown');
}
