import type { Subject, SubjectType } from '../condition.ts';
import { customerFields, type Field, fieldTypes, subjectType } from '../field.ts';
import type { Metric } from '../metric.ts';
import { QUANTITY_SCALE } from '../order.ts';
import { unknownMetric } from './metric-scope.ts';
import {
  type Node,
  readChoice,
  readEntries,
  readIdentifier,
  readList,
  readMapping,
  readName,
  readString,
  report,
} from './node.ts';
import type { Scope } from './parse-condition.ts';

/** Customer columns that the scheme declares: `income: { type: money, name: { zh: 收入, en: Income } }`. */
export function parseFields(node: Node | undefined): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const [id, child] of node ? (readEntries(node) ?? []) : []) {
    const field = parseField(id, child);
    if (field !== undefined) fields.set(id, field);
  }
  return fields;
}

function parseField(id: string, node: Node): Field | undefined {
  readIdentifier({ ...node, value: id });
  if (customerFields.has(id)) {
    return report(node, 'built-in-field', `“${id}”是自带字段，不用声明`, `“${id}” is a built-in field`);
  }
  const keys = readMapping(node, ['type', 'name', 'choices']);
  const [typeNode, nameNode, choicesNode] = [keys?.('type'), keys?.('name'), keys?.('choices')];
  const type = typeNode
    ? readChoice(typeNode, fieldTypes)
    : report(
        node,
        'no-type',
        `缺少 type：${fieldTypes.join(', ')}`,
        `type is missing: ${fieldTypes.join(', ')}`,
      );
  const name = nameNode ? readName(nameNode) : { zh: id, en: id };
  const choices = choicesNode ? (readList(choicesNode) ?? []).map(readString) : [];
  if (type === undefined || name === undefined) return undefined;
  const sealed = type === 'phone' || type === 'email';
  return { id, type, name, choices: choices.filter((choice) => choice !== undefined), sealed };
}

/** What rules of tiers may refer to: the scheme's metrics and the customer's columns. */
export function ruleScope(
  metrics: ReadonlyMap<string, Metric>,
  declared: ReadonlyMap<string, Field>,
  moneyDecimals: number,
  writtenMetrics: ReadonlySet<string>,
): Scope {
  const guessed = new Map<string, Subject>();
  const fieldSubject = (id: string, type: SubjectType): Subject => ({
    kind: 'field',
    id,
    type,
    scale: type === 'money' ? moneyDecimals : type === 'number' ? QUANTITY_SCALE : 0,
  });
  return {
    metric: (node, id) => {
      const metric = metrics.get(id);
      if (metric !== undefined) return { kind: 'metric', id, type: metric.type, scale: metric.scale };
      if (writtenMetrics.has(id)) return undefined;
      return unknownMetric(node, writtenMetrics);
    },
    field: (node, id, hint) => {
      const field = customerFields.get(id) ?? declared.get(id);
      if (field !== undefined) return fieldSubject(id, subjectType(field));
      if (writtenMetrics.has(id)) {
        return report(
          node,
          'metric-as-field',
          `“${id}”是指标：请写 metric: ${id}`,
          `“${id}” is a metric: write metric: ${id}`,
        );
      }
      const before = guessed.get(id);
      if (hint === undefined) return before ?? fieldSubject(id, 'text');
      const subject = fieldSubject(id, hint);
      if (before !== undefined && before.type !== subject.type) {
        return report(
          node,
          'field-type',
          `“${id}”时而当作 ${before.type}、时而当作 ${subject.type}：请在 fields 里声明它的类型`,
          `“${id}” is used as ${before.type} and as ${subject.type}: declare its type under fields`,
        );
      }
      guessed.set(id, subject);
      return subject;
    },
  };
}
