import type { Condition, Subject, Test } from '../condition.ts';
import { holds, type Lookup, passes } from '../evaluate/value.ts';
import type { Scheme, Tier } from '../scheme.ts';
import { type Lang, type Text, text } from '../text.ts';
import { boundGap, isBound } from './gap.ts';
import { requireNot, requireTest } from './requirement.ts';

/** What is still missing for one customer until a tier's rule holds, for people; empty when it does. */
export function missingFor(tier: Tier, scheme: Scheme, lookup: Lookup): Text {
  return text(compileMissing(tier, scheme, 'zh')(lookup), compileMissing(tier, scheme, 'en')(lookup));
}

/** `missingFor` in one language for many customers: everything that is the same for all is done once. */
export function compileMissing({ when }: Tier, scheme: Scheme, lang: Lang): (lookup: Lookup) => string {
  if (when === null) return () => '';
  const { lead, missing } = compile(when, scheme, lang, false);
  if (lead === '') return missing;
  return (lookup) => {
    const words = missing(lookup);
    return words === '' ? '' : lead + words;
  };
}

/** One thing that may be missing; '' when it is not. */
interface Part {
  /** The window it is counted in, said once before neighbours that share it. */
  readonly lead: string;
  /** Parts with a window come after those without, which would seem to share it; whole sentences come last. */
  readonly rank: 0 | 1 | 2;
  readonly missing: (lookup: Lookup) => string;
}

function compile(condition: Condition, scheme: Scheme, lang: Lang, nested: boolean): Part {
  switch (condition.kind) {
    case 'not': {
      const { of } = condition;
      if (of.kind === 'not') return compile(of.of, scheme, lang, nested);
      const words = requireNot(of, scheme, lang);
      return { lead: '', rank: 2, missing: (lookup) => (holds(of, lookup) ? words(lookup) : '') };
    }
    case 'test':
      return group('all', partsOf('all', condition, scheme, lang), lang, nested);
    case 'all':
    case 'any':
      return group(condition.kind, partsOf(condition.kind, condition, scheme, lang), lang, nested);
  }
}

/** The parts of a group, with those of groups of the same kind within it. */
function partsOf(kind: 'all' | 'any', condition: Condition, scheme: Scheme, lang: Lang): Part[] {
  if (condition.kind === kind) return condition.of.flatMap((item) => partsOf(kind, item, scheme, lang));
  if (condition.kind === 'test' && (kind === 'all' || condition.tests.length === 1)) {
    return condition.tests.map((test) => testPart(condition.subject, test, scheme, lang));
  }
  return [compile(condition, scheme, lang, true)];
}

function testPart(subject: Subject, test: Test, scheme: Scheme, lang: Lang): Part {
  if ('operand' in test && test.operand.kind === 'number' && isBound(test.op)) {
    const { lead, missing } = boundGap(subject, test.op, test.operand.value, scheme, lang);
    const rank = test.op === 'atMost' || test.op === 'under' ? 2 : lead === '' ? 0 : 1;
    return { lead, rank, missing: (lookup) => missing(lookup(subject)) };
  }
  const words = requireTest(subject, test, scheme, lang);
  const missing = (lookup: Lookup): string => {
    const value = lookup(subject);
    return passes(test, value, subject.type) ? '' : words(value);
  };
  return { lead: '', rank: 2, missing };
}

/** What stands between parts, and between the last two; before a window English sets a comma more. */
const joints = {
  all: { zh: ['，', '，并', '，并'], en: [', ', ' and ', ' and, '] },
  any: { zh: ['，或', '，或', '，或'], en: [', ', ' or ', ' or, '] },
} as const;

/** All parts that are missing, or the alternatives of which one is enough. */
function group(kind: 'all' | 'any', unordered: readonly Part[], lang: Lang, nested: boolean): Part {
  const [only] = unordered;
  if (only !== undefined && unordered.length === 1) return only;
  const parts = unordered.toSorted((a, b) => a.rank - b.rank);
  const joint = joints[kind][lang];
  const [open, close] = !nested ? ['', ''] : lang === 'zh' ? ['（', '）'] : ['(', ')'];
  const missing = (lookup: Lookup): string => {
    const leads: string[] = [];
    const words: string[] = [];
    for (const part of parts) {
      const said = part.missing(lookup);
      if (said === '' && kind === 'any') return '';
      if (said === '') continue;
      leads.push(part.lead);
      words.push(said);
    }
    const sentence = inOneSentence(words, leads, joint);
    return words.length > 1 ? open + sentence + close : sentence;
  };
  return { lead: '', rank: 2, missing };
}

function inOneSentence(
  words: readonly string[],
  leads: readonly string[],
  [middle, last, lastBeforeLead]: readonly [string, string, string],
): string {
  let sentence = '';
  for (let i = 0; i < words.length; i++) {
    const lead = leads[i] === leads[i - 1] ? '' : (leads[i] ?? '');
    const joint = i === 0 ? '' : i < words.length - 1 ? middle : lead === '' ? last : lastBeforeLead;
    sentence += joint + lead + (words[i] ?? '');
  }
  return sentence;
}
