import { isBlankMark, unwrap } from './normalise.ts';
import { type Reading, read, reject } from './reading.ts';

/** One of the values that a field allows; null if blank, also for marks such as `-` that are no choice themselves. */
export function readChoice(raw: string, choices: readonly string[]): Reading<string | null> {
  const { text, tidied } = unwrap(raw);
  if (choices.includes(text)) return read(text, tidied);
  if (text === '') return read(null, tidied);
  return isBlankMark(text) ? read(null, [...tidied, 'blank-mark']) : reject('choice-unknown');
}
