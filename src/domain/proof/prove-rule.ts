import type { Condition } from '../condition.ts';
import { describeCondition, subjectWords } from '../describe/describe-condition.ts';
import { missingFor } from '../describe/missing.ts';
import { holds, type Lookup } from '../evaluate/value.ts';
import type { Scheme, Tier } from '../scheme.ts';
import { type Text, text } from '../text.ts';
import type { ProvenRule, ProvenTest } from './proof.ts';
import { valueWords } from './value-words.ts';

interface Case {
  readonly tier: Tier;
  readonly scheme: Scheme;
  readonly lookup: Lookup;
}

/** What came of each condition of a tier's rule for one customer. */
export function proveRule(condition: Condition, tier: Tier, scheme: Scheme, lookup: Lookup): ProvenRule {
  return prove(condition, { tier, scheme, lookup }, true);
}

/** `wanted` is false within a `not`: there nothing is missing. */
function prove(condition: Condition, about: Case, wanted: boolean): ProvenRule {
  const passed = holds(condition, about.lookup);
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { kind: condition.kind, passed, of: condition.of.map((item) => prove(item, about, wanted)) };
    case 'not': {
      const missing = wanted && !passed ? missingTo(condition, about) : null;
      return { kind: 'not', passed, of: prove(condition.of, about, false), missing };
    }
    case 'test': {
      const missing = wanted && !passed ? missingTo(condition, about) : null;
      return { ...proveTest(condition, about), passed, missing };
    }
  }
}

function proveTest(
  condition: Extract<Condition, { kind: 'test' }>,
  { scheme, lookup }: Case,
): Omit<ProvenTest, 'passed' | 'missing'> {
  const { kind, subject, tests } = condition;
  const said = describeCondition(condition, scheme);
  if (subject.type === 'sealed') return { kind, subject, said, value: null, valueWords: undisclosed };
  const value = lookup(subject);
  return { kind, subject, said, value, valueWords: valueWords(value, subjectWords(subject, scheme), tests) };
}

const undisclosed = text('不显示', 'not shown');

function missingTo(when: Condition, { tier, scheme, lookup }: Case): Text {
  return missingFor({ ...tier, when }, scheme, lookup);
}
