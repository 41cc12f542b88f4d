import {
  type Condition,
  isOperator,
  type Operand,
  type Operator,
  operators,
  operatorTypes,
  type Subject,
  type Test,
} from '../condition.ts';
import {
  type Node,
  readEntries,
  readList,
  readMapping,
  readNumber,
  readString,
  report,
  shown,
} from './node.ts';
import { parseDay } from './parse-window.ts';

/** How the ids in a condition are understood where it stands: `when` and `keep`, or a metric's `where`. */
export interface Scope {
  /** The metric of this id; reports a problem when there is none. Absent: only fields may stand here. */
  readonly metric?: (node: Node, id: string) => Subject | undefined;
  /** The column of this id; `hint` is what its operands look like, for columns of unknown type. */
  readonly field: (node: Node, id: string, hint: Hint | undefined) => Subject | undefined;
  /** Reports a text that the subject can never have. */
  readonly checkText?: (node: Node, subject: Subject, value: string) => void;
}

/** Undefined where no operand tells, as with `isEmpty` alone. */
export type Hint = 'number' | 'date' | 'text';

const DEEPEST = 32;

/** A rule with everything it refers to resolved; undefined when a problem was reported. */
export function parseCondition(node: Node, scope: Scope, depth = 0): Condition | undefined {
  const entries = readEntries(node);
  if (entries === undefined) return undefined;
  if (depth > DEEPEST) {
    return report(
      node,
      'too-deep',
      `条件嵌套超过 ${DEEPEST} 层`,
      `conditions nest deeper than ${DEEPEST} levels`,
    );
  }
  const heads = entries.filter(([key]) => ['all', 'any', 'not', 'metric', 'field', 'segment'].includes(key));
  const [head, ...others] = heads;
  if (head === undefined) {
    return report(
      node,
      'no-subject',
      '条件缺少对象：请写 metric、field、all、any 或 not',
      'a condition needs one of metric, field, all, any or not',
    );
  }
  const [key, value] = head;
  if (others.length > 0) {
    const keys = heads.map(([name]) => name).join(', ');
    return report(
      node,
      'two-subjects',
      `一个条件里只能有一个：${keys}。请用 all 或 any 组合`,
      `only one of these may stand in one condition: ${keys}. Combine them with all or any`,
    );
  }
  if (key === 'all' || key === 'any') return parseGroup(node, key, value, scope, depth);
  if (key === 'not') {
    readMapping(node, ['not']);
    const of = parseCondition(value, scope, depth + 1);
    return of && { kind: 'not', of };
  }
  if (key === 'segment') return unknownSegment(value);
  return parseTests(node, key === 'metric' ? 'metric' : 'field', value, entries, scope);
}

function parseGroup(
  node: Node,
  kind: 'all' | 'any',
  list: Node,
  scope: Scope,
  depth: number,
): Condition | undefined {
  readMapping(node, [kind]);
  const items = readList(list);
  if (items === undefined) return undefined;
  if (items.length === 0) {
    return report(
      list,
      'empty-list',
      `${kind} 里至少要有一个条件；不需要时请整个删去`,
      `${kind} needs at least one condition; leave it out if there is none`,
    );
  }
  const of = items.map((item) => parseCondition(item, scope, depth + 1));
  return of.every((item) => item !== undefined) ? { kind, of } : undefined;
}

function unknownSegment(node: Node): undefined {
  return report(
    node,
    'unknown-segment',
    `没有名为 ${shown(node.value)} 的客群`,
    `there is no segment ${shown(node.value)}`,
  );
}

function parseTests(
  node: Node,
  kind: 'metric' | 'field',
  idNode: Node,
  entries: [string, Node][],
  scope: Scope,
): Condition | undefined {
  readMapping(node, [kind, ...operators]);
  const id = typeof idNode.value === 'string' ? idNode.value : undefined;
  if (id === undefined) {
    return report(
      idNode,
      'bad-id',
      `${shown(idNode.value)} 应是一个标识`,
      `${shown(idNode.value)} should be an id`,
    );
  }
  const written = entries.filter((entry): entry is [Operator, Node] => isOperator(entry[0]));
  const subject =
    kind === 'field' ? scope.field(idNode, id, hintOf(written)) : metricSubject(idNode, id, scope);
  if (written.length === 0) {
    return report(
      node,
      'no-operator',
      `“${id}”要怎样？请写一个比较，如 atLeast: 1000。可用：${operators.join(', ')}`,
      `what about “${id}”? Write a comparison such as atLeast: 1000. Known: ${operators.join(', ')}`,
    );
  }
  if (subject === undefined) return undefined;
  const tests = written.map(([op, operand]) => parseTest(op, operand, subject, scope));
  return tests.every((test) => test !== undefined) ? { kind: 'test', subject, tests } : undefined;
}

function metricSubject(node: Node, id: string, scope: Scope): Subject | undefined {
  if (scope.metric !== undefined) return scope.metric(node, id);
  return report(
    node,
    'metric-in-where',
    'where 只看订单或明细自己的列：请用 field',
    'where looks at the columns of an order or line: use field',
  );
}

function hintOf(written: [Operator, Node][]): Hint | undefined {
  for (const [op, { value }] of written) {
    if (op === 'before' || op === 'after') return 'date';
    if (['atLeast', 'over', 'atMost', 'under'].includes(op))
      return typeof value === 'string' ? 'date' : 'number';
    const first = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'number') return 'number';
  }
  return written.every(([op]) => op === 'isEmpty') ? undefined : 'text';
}

function parseTest(op: Operator, node: Node, subject: Subject, scope: Scope): Test | undefined {
  if (!operatorTypes[op].includes(subject.type)) {
    const fitting = operators.filter((other) => operatorTypes[other].includes(subject.type)).join(', ');
    return report(
      node,
      'operator-type',
      `“${subject.id}”不能用 ${op}${subject.type === 'sealed' ? '（加密字段只能整体比对）' : ''}。可用：${fitting}`,
      `${op} does not work on “${subject.id}”${subject.type === 'sealed' ? ' (sealed fields match whole only)' : ''}. Use: ${fitting}`,
    );
  }
  if (op === 'isEmpty') {
    if (typeof node.value === 'boolean') return { op, empty: node.value };
    return report(node, 'not-yes-no', 'isEmpty 只能是 true 或 false', 'isEmpty is true or false');
  }
  if (op !== 'in' && op !== 'notIn') {
    const operand = parseOperand(node, subject);
    if (operand !== undefined && (op === 'is' || op === 'isNot')) checkOperand(node, subject, operand, scope);
    return operand && { op, operand };
  }
  const items = readList(node);
  if (items?.length === 0) {
    return report(node, 'empty-list', `${op} 至少要有一个值`, `${op} needs at least one value`);
  }
  const operands = items?.map((item) => {
    const operand = parseOperand(item, subject);
    if (operand !== undefined) checkOperand(item, subject, operand, scope);
    return operand;
  });
  return operands?.every((item) => item !== undefined) ? { op, operands } : undefined;
}

function checkOperand(node: Node, subject: Subject, operand: Operand, { checkText }: Scope): void {
  if (operand.kind === 'text') checkText?.(node, subject, operand.value);
}

function parseOperand(node: Node, subject: Subject): Operand | undefined {
  if (subject.type === 'date') {
    const value = parseDay(node);
    return value && { kind: 'day', value };
  }
  if (subject.type === 'text' || subject.type === 'sealed') {
    const value = parseText(node);
    return value === undefined ? undefined : { kind: 'text', value };
  }
  const value = readNumber(node);
  if (value === undefined) return undefined;
  if (subject.type === 'money' && value.scale > subject.scale) return tooManyDecimals(node, subject.scale);
  return { kind: 'number', value };
}

/** A text; yes and no for true and false, and numbers as they are written, if they are still known exactly. */
function parseText(node: Node): string | undefined {
  const { value } = node;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value);
  if (typeof value !== 'number') return readString(node);
  return report(
    node,
    'not-a-text',
    `${shown(value)} 太长，不能当作数字读准：请加引号`,
    `${shown(value)} is too long to be read exactly as a number: put it in quotes`,
  );
}

/** Reports an amount of money finer than the currency's minor unit. */
export function tooManyDecimals(node: Node, decimals: number): undefined {
  return report(
    node,
    'money-decimals',
    `金额 ${shown(node.value)} 的小数超过 ${decimals} 位`,
    `the amount ${shown(node.value)} has more than ${decimals} decimals`,
  );
}
