import type { Test } from '../condition.ts';
import { fractionWords, plain, type Unit } from '../describe/amount-words.ts';
import type { SubjectWords } from '../describe/condition-words.ts';
import { passes, type Value } from '../evaluate/value.ts';
import { type Fraction, fraction, fractionText, roundHalfAway } from '../exact.ts';
import { type Text, text } from '../text.ts';

/** A value for people. It is not rounded so far that one of the tests would come out differently. */
export function valueWords(value: Value, words: SubjectWords, tests: readonly Test[] = []): Text {
  if (value === null) return words.of === 'field' ? text('未填', 'blank') : text('尚无', 'none yet');
  if (typeof value === 'string') return words.type === 'date' ? text(value, value) : words.word(value);
  const { unit } = words;
  if (unit.kind === 'money') return both(fractionWords(value, unit));
  const agrees = (rounded: Fraction): boolean =>
    tests.every((test) => passes(test, rounded, words.type) === passes(test, value, words.type));
  return both(numberWords(value, unit, agrees));
}

const FEWEST = 2;
const MOST = 12;

function numberWords({ num, den }: Fraction, unit: Unit, agrees: (rounded: Fraction) => boolean): string {
  const factor = unit.kind === 'ratio' ? 100n : 1n;
  const shown = fraction(num * factor, den);
  let decimals = FEWEST;
  while (decimals < MOST && !agrees(rounded(shown, decimals, factor))) decimals += 2;
  return fractionText(shown, decimals) + (unit.kind === plain.kind ? '' : '%');
}

function rounded({ num, den }: Fraction, decimals: number, factor: bigint): Fraction {
  const places = 10n ** BigInt(decimals);
  return fraction(roundHalfAway(num * places, den), places * factor);
}

function both(written: string): Text {
  return text(written, written);
}
