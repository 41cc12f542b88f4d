import type { Condition } from '../condition.ts';
import type { DocumentPath } from './finding.ts';

export type TestCondition = Extract<Condition, { kind: 'test' }>;

/** A comparison of a rule, and where it stands in the document. */
export interface Placed {
  readonly path: DocumentPath;
  readonly test: TestCondition;
}

/** The comparisons that a rule asks for; those under `not` are left out. */
export function testsIn(rule: Condition, path: DocumentPath): Placed[] {
  if (rule.kind === 'not') return [];
  if (rule.kind === 'test') return [{ path, test: rule }];
  return rule.of.flatMap((part, index) => testsIn(part, [...path, rule.kind, index]));
}

/** The rule with other comparisons; null where it would ask for nothing. Those under `not` stay as they are. */
export function withTests(
  rule: Condition,
  change: (test: TestCondition) => TestCondition | null,
): Condition | null {
  if (rule.kind === 'test') return change(rule);
  if (rule.kind === 'not') return rule;
  const parts = rule.of.map((part) => withTests(part, change));
  const kept = parts.filter((part) => part !== null);
  const [only] = kept;
  if (only === undefined || (rule.kind === 'any' && kept.length < parts.length)) return null;
  return kept.length === 1 && parts.length > 1 ? only : { kind: rule.kind, of: kept };
}
