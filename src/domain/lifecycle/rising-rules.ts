import type { CalendarUnit } from '../calendar.ts';
import { type Condition, subjectsOf, type Test } from '../condition.ts';
import type { Measure, Metric, MetricDefinition, ScorePart } from '../metric.ts';
import type { Scheme } from '../scheme.ts';

/** On which days a rule of a scheme may begin to hold for somebody of whom nothing new is recorded. */
export interface RisingRules {
  /** On any day, as “a customer for 365 days” does. Otherwise rules only cease to hold, but for `starts`. */
  readonly anyDay: boolean;
  /** On the first day of these periods: metrics look at the period before. */
  readonly starts: ReadonlySet<CalendarUnit>;
  /** Whether they look at the time since the tier began, so that another tier is another window. */
  readonly sinceTier: boolean;
}

/** How a value may change from one day to the next while no row enters its window. */
interface Motion {
  readonly rises: boolean;
  readonly falls: boolean;
  /** It may cease to be there. */
  readonly empties: boolean;
}

const still: Motion = { rises: false, falls: false, empties: false };
const any: Motion = { rises: true, falls: true, empties: true };
const falls: Motion = { ...still, falls: true };

/**
 * Whether time alone can make a rule of a scheme true. Holds for customers whose rows are none of days to come and whose
 * amounts and quantities are none below 0, loose refunds included.
 */
export function risingRules(scheme: Scheme): RisingRules {
  const rules = scheme.tiers.flatMap(({ when, keep }) => [when, keep]).filter((rule) => rule !== null);
  const starts = new Set<CalendarUnit>();
  let sinceTier = false;
  for (const { definition } of lookedAt(scheme, rules)) {
    const window = 'window' in definition ? definition.window : null;
    if (window?.kind === 'calendar' && window.offset < 0) starts.add(window.unit);
    if (window?.kind === 'tier-start') sinceTier = true;
  }
  const moves = (id: string): Motion => motionOf(scheme, id);
  return { anyDay: rules.some((rule) => mayTurn(rule, true, moves)), starts, sinceTier };
}

/** The metrics of rules with all they are computed from. */
function lookedAt(scheme: Scheme, rules: readonly Condition[]): Metric[] {
  const found = new Map<string, Metric>();
  const visit = (id: string): void => {
    const metric = scheme.metrics.get(id);
    if (metric === undefined || found.has(id)) return;
    found.set(id, metric);
    const { definition } = metric;
    if (definition.kind === 'score') for (const { metric: input } of definition.parts) visit(input);
    if (definition.kind === 'top-share') visit(definition.of);
  };
  for (const { kind, id } of rules.flatMap(subjectsOf)) if (kind === 'metric') visit(id);
  return [...found.values()];
}

/** Whether a condition may become true, or false. */
function mayTurn(condition: Condition, to: boolean, moves: (metric: string) => Motion): boolean {
  if (condition.kind === 'not') return mayTurn(condition.of, !to, moves);
  if (condition.kind !== 'test') return condition.of.some((part) => mayTurn(part, to, moves));
  const { subject, tests } = condition;
  if (subject.kind === 'field') return false;
  const motion = moves(subject.id);
  return tests.some((test) => testMayTurn(test, to, motion));
}

function testMayTurn(test: Test, to: boolean, motion: Motion): boolean {
  switch (test.op) {
    case 'atLeast':
    case 'over':
    case 'after':
      return to ? motion.rises : motion.falls || motion.empties;
    case 'atMost':
    case 'under':
    case 'before':
      return to ? motion.falls : motion.rises || motion.empties;
    case 'isEmpty':
      return motion.empties && test.empty === to;
    default:
      return motion.rises || motion.falls || (motion.empties && !to);
  }
}

function motionOf(scheme: Scheme, id: string): Motion {
  const definition: MetricDefinition | undefined = scheme.metrics.get(id)?.definition;
  switch (definition?.kind) {
    case 'measure':
      return measureMotion(definition);
    case 'score':
      return definition.parts
        .map((part) => partMotion(part, motionOf(scheme, part.metric)))
        .reduce(both, still);
    case 'top-share': {
      const ranked = motionOf(scheme, definition.of);
      return { ...ranked, rises: ranked.falls, falls: ranked.rises };
    }
    case 'rfm':
      // The lower of recency, frequency and amount; a code's order is that of its digits.
      return definition.give === 'segment' || definition.give === 'code' ? any : { ...falls, empties: true };
    case 'tenure':
      return { ...still, rises: true };
    case 'refund-rate':
      return still;
    // The longer nobody has seen him, the less is expected of him.
    case 'clv':
    case 'p-alive':
      return falls;
    default:
      return any;
  }
}

/** An empty value has no points. */
function partMotion({ weight, steps }: ScorePart, { rises, falls: sinks, empties }: Motion): Motion {
  if (!rises && !sinks && !empties) return still;
  const points = steps.map(({ points: { units, scale } }) => Number(units) / 10 ** scale);
  const isRising = weight.units >= 0n && points.every((point, index) => point >= (points[index - 1] ?? 0));
  return isRising ? { rises, falls: sinks || empties, empties: false } : { ...any, empties: false };
}

function both(a: Motion, b: Motion): Motion {
  return { rises: a.rises || b.rises, falls: a.falls || b.falls, empties: a.empties || b.empties };
}

function measureMotion({ take, what, window }: Measure): Motion {
  const since: Motion =
    take === 'days-since-first' || take === 'days-since-last' ? { ...still, rises: true } : still;
  switch (window.kind) {
    case 'lifetime':
    case 'tier-start':
    case 'fixed':
      return since;
    // Of the period before: the same until another begins, which `starts` says.
    case 'calendar':
      if (window.offset < 0) return since;
      return adds(take, what) ?? { ...since, empties: true };
    // Nothing is in the next one.
    case 'membership':
      return adds(take, what) ?? { ...since, empties: true };
    case 'last':
      return adds(take, what) ?? lastMotion(take);
  }
}

/** Takes that add up what is not below 0; null for others. */
function adds(take: Measure['take'], what: string | null): Motion | null {
  if (take === 'count' || take === 'distinct') return falls;
  if (take !== 'sum') return null;
  return what === 'margin' ? any : falls;
}

/** What rows that leave the window, the oldest first, do to a value. */
function lastMotion(take: Measure['take']): Motion {
  switch (take) {
    case 'max':
      return { ...falls, empties: true };
    case 'min':
    case 'first-date':
    case 'days-since-last':
      return { ...still, rises: true, empties: true };
    case 'last-date':
      return { ...still, empties: true };
    default:
      return any;
  }
}
