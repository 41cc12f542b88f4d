import type { Condition, Operand, Test } from '../condition.ts';
import { decimalText } from '../exact.ts';

/** A rule as a document has it: `{ metric: 'spend', atLeast: 1000 }`. */
export function writeCondition(condition: Condition): Readonly<Record<string, unknown>> {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return { [condition.kind]: condition.of.map(writeCondition) };
    case 'not':
      return { not: writeCondition(condition.of) };
    case 'test': {
      const { kind, id } = condition.subject;
      return { [kind]: id, ...Object.fromEntries(condition.tests.map((test) => [test.op, written(test)])) };
    }
  }
}

function written(test: Test): unknown {
  if (test.op === 'isEmpty') return test.empty;
  return 'operands' in test ? test.operands.map(writtenOperand) : writtenOperand(test.operand);
}

function writtenOperand(operand: Operand): unknown {
  return operand.kind === 'number' ? Number(decimalText(operand.value)) : operand.value;
}
