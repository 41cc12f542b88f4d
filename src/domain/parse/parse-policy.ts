import { defaultPolicy, type LifecyclePolicy } from '../scheme.ts';
import { type Node, readChoice, readMapping, readWholeNumber, report } from './node.ts';

/** The lifecycle policy; what is not written keeps its default. */
export function parsePolicy(node: Node | undefined): LifecyclePolicy {
  const keys =
    node && readMapping(node, ['upgrade', 'downgrade', 'period', 'steps', 'validity', 'grace', 'warn']);
  if (node === undefined || keys === undefined) return defaultPolicy;
  const [up, down, steps] = [keys('upgrade'), keys('downgrade'), keys('steps')];
  const policy: LifecyclePolicy = {
    upgrade: (up && readChoice(up, ['at-once', 'period-end'] as const)) ?? defaultPolicy.upgrade,
    downgrade:
      (down && readChoice(down, ['at-once', 'period-end', 'anniversary', 'never'] as const)) ??
      defaultPolicy.downgrade,
    period: parsePeriod(keys('period')),
    steps: (steps && readChoice(steps, ['one', 'all'] as const)) ?? defaultPolicy.steps,
    validityMonths: parseLength(keys('validity'), 'months', 1200),
    graceDays: parseLength(keys('grace'), 'days', 3650),
    warnDays: parseLength(keys('warn'), 'days', 3650),
  };
  const needsPeriod = policy.upgrade === 'period-end' || policy.downgrade === 'period-end';
  if (needsPeriod && keys('period') === undefined) {
    report(
      node,
      'no-period',
      'period-end 需要 period，如 period: { calendar: year }',
      'period-end needs a period, such as period: { calendar: year }',
    );
  }
  return policy;
}

function parsePeriod(node: Node | undefined): LifecyclePolicy['period'] {
  const calendar = node && readMapping(node, ['calendar'])?.('calendar');
  if (node && calendar === undefined) {
    report(
      node,
      'no-period',
      '写成 { calendar: month|quarter|year }',
      'write { calendar: month|quarter|year }',
    );
  }
  return (calendar && readChoice(calendar, ['month', 'quarter', 'year'] as const)) ?? null;
}

function parseLength(node: Node | undefined, unit: 'days' | 'months', most: number): number | null {
  const length = node && readMapping(node, [unit])?.(unit);
  if (node && length === undefined) {
    report(node, 'no-length', `写成 { ${unit}: 12 }`, `write { ${unit}: 12 }`);
  }
  return (length && readWholeNumber(length, 0, most)) ?? null;
}
