import type { RuleGroupType, RuleType } from 'react-querybuilder';
import type { FilterField } from '../api/contract.ts';
import { isNumeric } from './numeric.ts';
import { isTest, type Rule, subjectOf, testsOf } from './rule.ts';

type Group = RuleGroupType;

/** A rule as the builder edits it: groups of single comparisons, named `metric:spend` or `field:region`. */
export function queryOf(rule: Rule | undefined): Group {
  if (rule === undefined) return { combinator: 'all', rules: [] };
  const part = partOf(rule);
  return 'rules' in part ? part : { combinator: 'all', rules: [part] };
}

function partOf(rule: Rule): Group | RuleType {
  for (const combinator of ['all', 'any'] as const) {
    const parts = rule[combinator];
    if (Array.isArray(parts)) return { combinator, rules: parts.map(partOf) };
  }
  if (typeof rule.not === 'object' && rule.not !== null) return { ...queryOf(rule.not as Rule), not: true };
  const { kind, id } = subjectOf(rule);
  const tests = testsOf(rule).map(([operator, value]) => ({
    field: `${kind}:${id}`,
    operator,
    value: chosen(value),
  }));
  const [only] = tests;
  return tests.length === 1 && only !== undefined ? only : { combinator: 'all', rules: tests };
}

/** The rule that a query says; undefined when it says nothing. Comparisons without a value are left out. */
export function ruleOf(query: Group, fields: readonly FilterField[]): Rule | undefined {
  const parts = query.rules.flatMap((part) => {
    if (typeof part === 'string') return [];
    const rule = 'rules' in part ? ruleOf(part, fields) : testOf(part, fields);
    return rule === undefined ? [] : [rule];
  });
  const [only] = parts;
  if (only === undefined) return undefined;
  const joined = parts.length === 1 ? only : { [query.combinator]: parts };
  return query.not ? { not: joined } : joined;
}

function testOf(
  { field: name, operator, value }: RuleType,
  fields: readonly FilterField[],
): Rule | undefined {
  const [kind = 'field', ...rest] = name.split(':');
  const id = rest.join(':');
  const type = fields.find((one) => one.id === id && one.kind === kind)?.type ?? 'text';
  const read = operandOf(value, operator, type);
  return read === undefined ? undefined : { [kind]: id, [operator]: read };
}

/** Yes and no as the builder chooses them. */
function chosen(value: unknown): unknown {
  return typeof value === 'boolean' ? String(value) : value;
}

/** The query with “is empty” asking for yes or no, whatever was compared to before. */
export function withEmptiness(query: Group): Group {
  const rules = query.rules.map((part) => {
    if (typeof part === 'string') return part;
    if ('rules' in part) return withEmptiness(part);
    const isSaid = part.operator !== 'isEmpty' || part.value === 'true' || part.value === 'false';
    return isSaid ? part : { ...part, value: 'true' };
  });
  return { ...query, rules };
}

function operandOf(value: unknown, operator: string, type: string): unknown {
  if (operator === 'isEmpty') return String(value) !== 'false';
  if (operator === 'in' || operator === 'notIn') {
    const listed = Array.isArray(value) ? value : String(value ?? '').split(/[,，、]/);
    const read = listed.map((one) => single(String(one).trim(), type)).filter((one) => one !== undefined);
    return read.length === 0 ? undefined : read;
  }
  return single(String(value ?? '').trim(), type);
}

function single(written: string, type: string): unknown {
  if (written === '') return undefined;
  if (type === 'yes-no') return written === 'true';
  if (!isNumeric(type)) return written;
  const number = Number(written);
  return Number.isFinite(number) ? number : undefined;
}

/** The parts of a filter that hold together, each of which can be taken away. */
export function partsOf(rule: Rule): readonly Rule[] {
  return Array.isArray(rule.all) && !isTest(rule) ? (rule.all as Rule[]) : [rule];
}
