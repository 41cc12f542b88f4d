import type { Condition, Operand, Subject, Test } from '../../domain/condition.ts';
import { closest } from '../../domain/parse/closest.ts';
import { listed, type Node, report, shown } from '../../domain/parse/node.ts';
import { parseCondition, type Scope } from '../../domain/parse/parse-condition.ts';
import { InputError, type Problem, refuse } from '../../domain/problem.ts';
import { conditionSql, type Operandum } from '../../sql/condition.ts';
import type { Expression } from '../../sql/expression.ts';
import type { Seal } from '../contacts/seal.ts';
import type { Grid } from './grid.ts';
import { type ListedField, type ListedFields, tierField } from './listed-fields.ts';
import type { Reading } from './reading.ts';
import { withTierPlaces } from './tier-places.ts';

/** What filters may look at. */
export type Filtered = Pick<Reading, 'generation' | 'fields'>;

/**
 * A filter as it was sent: a rule as in the scheme format over customer fields, metrics that the evaluation stored,
 * and `tier`, whose values are places in the scheme. Throws an InputError with everything that is wrong with it.
 */
export function parseFilter(written: string, filtered: Filtered): Condition {
  const problems: Problem[] = [];
  const node: Node = { value: readJson(written), path: 'filter', problems };
  const value = withTierPlaces(node, filtered.generation?.scheme.tiers ?? []);
  const condition = parseCondition({ ...node, value }, filterScope(filtered));
  if (condition === undefined || problems.length > 0) throw new InputError(problems);
  return condition;
}

function readJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return refuse(
      'not-json',
      'filter',
      '筛选条件应是 JSON，如 {"metric":"spend","atLeast":1000}',
      'the filter should be JSON such as {"metric":"spend","atLeast":1000}',
    );
  }
}

function filterScope({ generation, fields }: Filtered): Scope {
  const stored = new Map(generation?.graded.metrics.map(({ metric }) => [metric.id, metric]));
  return {
    metric: (node, id) => {
      const metric = stored.get(id);
      if (metric !== undefined) return { kind: 'metric', id, type: metric.type, scale: metric.scale };
      return generation?.scheme.metrics.has(id)
        ? notStored(node)
        : unknown(node, '指标', 'metric', stored.keys());
    },
    field: (node, id) => {
      if (id === tierField.id) return { kind: 'field', id, type: 'integer', scale: 0 };
      const field = fields.get(id);
      if (field !== undefined) return field.subject;
      if (!stored.has(id)) return unknown(node, '字段', 'field', [tierField.id, ...fields.keys()]);
      return report(
        node,
        'metric-as-field',
        `“${id}”是指标：请写 metric: ${id}`,
        `“${id}” is a metric: write metric: ${id}`,
      );
    },
  };
}

function notStored(node: Node): undefined {
  return report(
    node,
    'metric-not-stored',
    `评级没有保存指标${shown(node.value)}；在等级标准的 metrics 或规则里用到它，再评级一次就能筛选`,
    `evaluations do not store the metric ${shown(node.value)}; use it in the standard's metrics or rules and evaluate again to filter by it`,
  );
}

function unknown(node: Node, zh: string, en: 'metric' | 'field', ids: Iterable<string>): undefined {
  const known = [...ids];
  const guess = typeof node.value === 'string' ? closest(node.value, known) : undefined;
  const none = known.length === 0;
  return report(
    node,
    `unknown-${en}`,
    `没有${zh} ${shown(node.value)}${guess ? `，是不是“${guess}”？` : none ? '；评级之后才有指标' : `。可用：${listed(known)}`}`,
    `there is no ${en} ${shown(node.value)}${guess ? `; did you mean “${guess}”?` : none ? '; there are metrics once everybody is graded' : `. Known: ${listed(known)}`}`,
  );
}

/** A filter in SQL: true or false for every customer. */
export function filterSql(filter: Condition, grid: Grid, seal: Seal, filtered: Filtered): Expression {
  return conditionSql(keyed(filter, filtered.fields, seal), (subject) => columnOf(subject, grid, filtered));
}

function columnOf({ kind, id }: Subject, grid: Grid, { generation, fields }: Filtered): Operandum {
  if (kind === 'field') return { value: fieldSql(id, grid, fields) };
  const metric = generation?.graded.metrics.find((stored) => stored.metric.id === id);
  if (metric === undefined) throw new RangeError(`not stored: ${id}`);
  const value = grid.column(metric.value.name);
  return metric.den === null ? { value } : { value, den: grid.column(metric.den.name) };
}

/** Ends the id of a sealed field where what is shown of it is looked at; no field's id has a blank. */
const SHOWN = ' shown';

function fieldSql(id: string, grid: Grid, fields: ListedFields): Expression {
  if (id === tierField.id) return grid.column('tier');
  const field = fields.get(id.replace(SHOWN, ''));
  if (field === undefined) throw new RangeError(`no field: ${id}`);
  return id.endsWith(SHOWN) && field.shown !== null ? field.shown(grid) : field.value(grid);
}

/** The same rule with the blind indexes of sealed values in the place of the values. */
function keyed(filter: Condition, fields: ListedFields, seal: Seal): Condition {
  switch (filter.kind) {
    case 'all':
    case 'any':
      return { kind: filter.kind, of: filter.of.map((item) => keyed(item, fields, seal)) };
    case 'not':
      return { kind: 'not', of: keyed(filter.of, fields, seal) };
    case 'test': {
      const field = fields.get(filter.subject.id);
      return filter.subject.type === 'sealed' && field !== undefined
        ? keyedTests(filter, field, seal)
        : filter;
    }
  }
}

function keyedTests(
  { subject, tests }: Extract<Condition, { kind: 'test' }>,
  field: ListedField,
  seal: Seal,
): Condition {
  const key = (operand: Operand): Operand =>
    operand.kind === 'text' ? { kind: 'text', value: field.key(seal, operand.value) } : operand;
  const withKeys = (test: Test): Condition => {
    if (test.op === 'isEmpty')
      return { kind: 'test', subject: { ...subject, id: subject.id + SHOWN }, tests: [test] };
    const hidden: Test =
      'operands' in test
        ? { ...test, operands: test.operands.map(key) }
        : { ...test, operand: key(test.operand) };
    return { kind: 'test', subject, tests: [hidden] };
  };
  return { kind: 'all', of: tests.map(withKeys) };
}
