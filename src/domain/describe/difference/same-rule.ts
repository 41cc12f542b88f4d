import type { Condition, Operand, Subject, Test } from '../../condition.ts';

/**
 * A rule as a text that is the same for rules that say the same: whatever the order of conditions and of values in lists, and
 * however they are nested without need.
 */
export function ruleText(condition: Condition): string {
  switch (condition.kind) {
    case 'test': {
      const tests = condition.tests.map((test) => testText(condition.subject, test));
      return grouped('all', tests);
    }
    case 'not':
      return condition.of.kind === 'not' ? ruleText(condition.of.of) : `not(${ruleText(condition.of)})`;
    case 'all':
    case 'any':
      return grouped(condition.kind, membersOf(condition, condition.kind).map(ruleText));
  }
}

/** The conditions that a rule joins in one way; another rule is the only one. */
export function membersOf(condition: Condition, joint: 'all' | 'any'): readonly Condition[] {
  if (condition.kind === 'all' || condition.kind === 'any') {
    const [only] = condition.of;
    if (only !== undefined && condition.of.length === 1) return membersOf(only, joint);
    if (condition.kind === joint) return condition.of.flatMap((member) => membersOf(member, joint));
  }
  // Several tests of one subject must all hold.
  if (condition.kind === 'test' && joint === 'all')
    return condition.tests.map((test) => ({ ...condition, tests: [test] }));
  return [condition];
}

function grouped(joint: 'all' | 'any', members: readonly string[]): string {
  const different = [...new Set(members)].toSorted();
  return different.length === 1 ? (different[0] ?? '') : `${joint}(${different.join(',')})`;
}

function testText({ kind, id, type }: Subject, test: Test): string {
  const subject = `${kind} ${JSON.stringify(id)}`;
  if (test.op === 'isEmpty') return `${subject} isEmpty ${test.empty}`;
  if ('operands' in test) {
    const values = [...new Set(test.operands.map(operandText))].toSorted();
    // One value in a list is that value.
    if (values.length === 1) return `${subject} ${test.op === 'in' ? 'is' : 'isNot'} ${values[0]}`;
    return `${subject} ${test.op} [${values.join(',')}]`;
  }
  const op = type === 'date' && test.op === 'before' ? 'under' : test.op === 'after' ? 'over' : test.op;
  return `${subject} ${op} ${operandText(test.operand)}`;
}

function operandText(operand: Operand): string {
  if (operand.kind !== 'number') return JSON.stringify(operand.value);
  return `${operand.value.units}e-${operand.value.scale}`;
}
