import type { Rule } from './view.ts';

export type { Rule } from './view.ts';

/** What a comparison looks at. */
export function subjectOf(rule: Rule): { readonly kind: 'metric' | 'field'; readonly id: string } {
  return typeof rule.metric === 'string'
    ? { kind: 'metric', id: rule.metric }
    : { kind: 'field', id: String(rule.field) };
}

/** Its operators with what they compare to. */
export function testsOf(rule: Rule): [operator: string, value: unknown][] {
  return Object.entries(rule).filter(([key]) => key !== 'metric' && key !== 'field');
}

export function isTest(rule: Rule): boolean {
  return 'metric' in rule || 'field' in rule;
}
