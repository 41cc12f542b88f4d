import type { OrderStatus } from '../order.ts';
import { LONGEST_VALUE, unwrap } from './normalise.ts';
import { type Reading, read, reject } from './reading.ts';
import { normaliseStatusWord, statusWords } from './status-words.ts';

/** What has become of an order, from any shop's word for it; null if blank. `-` and `N/A` are not blank here. */
export function readStatus(raw: string): Reading<OrderStatus | null> {
  const { text, tidied } = unwrap(raw);
  if (text === '') return read(null, tidied);
  if (text.length > LONGEST_VALUE) return reject('too-long');
  const status = statusWords.get(normaliseStatusWord(text));
  if (status === undefined) return reject('status-unknown');
  return read(status, status === text ? tidied : [...tidied, 'status-word']);
}
