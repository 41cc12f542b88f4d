import type { Condition, Subject } from '../condition.ts';
import { metricName } from '../describe/describe-metric.ts';
import { windowWords } from '../describe/window-words.ts';
import type { Measure, Metric } from '../metric.ts';
import type { Scheme } from '../scheme.ts';
import { type Text, text } from '../text.ts';
import type { Window } from '../window.ts';
import type { Edit, Found, Trap } from './finding.ts';
import { type Standard, whenPath } from './standard.ts';
import { type Placed, testsIn } from './tests-in.ts';
import { tierName } from './words.ts';
import { writeCondition } from './write-condition.ts';

/** A comparison of a tier with the measure it looks at. */
interface Measured extends Placed {
  readonly tier: number;
  readonly metric: Metric;
  readonly measure: Measure;
}

/** The same thing measured over different stretches of time by different tiers. */
export function windowTraps({ scheme }: Standard): Found[] {
  const shapes = new Map<string, Measured[]>();
  for (const one of measuredTests(scheme)) {
    const shape = shapeOf(one.measure);
    shapes.set(shape, [...(shapes.get(shape) ?? []), one]);
  }
  return [...shapes.values()].flatMap((tests) => mixes(tests, scheme));
}

function measuredTests({ tiers, metrics }: Scheme): Measured[] {
  return tiers.flatMap(({ when }, tier) =>
    (when === null ? [] : testsIn(when, whenPath(tier))).flatMap((placed): Measured[] => {
      const { kind, id } = placed.test.subject;
      const metric = kind === 'metric' ? metrics.get(id) : undefined;
      return metric?.definition.kind === 'measure'
        ? [{ ...placed, tier, metric, measure: metric.definition }]
        : [];
    }),
  );
}

/** What is measured, whatever the window. */
function shapeOf({ of, take, what, where, count }: Measure): string {
  const { statuses, amount, without } = count;
  const counted = [statuses.toSorted(), amount, without.toSorted()];
  return JSON.stringify([of, take, what, where && writeCondition(where), counted]);
}

/** Pairs of windows, each told once: of tiers each of which looks at one of the two alone. */
function mixes(tests: readonly Measured[], scheme: Scheme): Found[] {
  const ids = [...new Set(tests.map(({ metric }) => metric.id))];
  const used = ids.map((id) => tests.filter(({ metric }) => metric.id === id));
  return used.flatMap((some, index) =>
    used.slice(index + 1).flatMap((others): Found[] => {
      const [a, b] = [some[0], others[0]];
      if (a === undefined || b === undefined) return [];
      const trap = trapOf(a.measure.window, b.measure.window);
      const [onlyA, onlyB] = [apart(some, others), apart(others, some)];
      if (trap === null || onlyA.length === 0 || onlyB.length === 0) return [];
      // Fewer are changed; the stretch that ends stays in doubt.
      const isKept = onlyA.length > onlyB.length || (onlyA.length === onlyB.length && isPreferred(a, trap));
      return [isKept ? finding(trap, onlyB, a.metric, scheme) : finding(trap, onlyA, b.metric, scheme)];
    }),
  );
}

/** Those of tiers that do not look at the other metric too. */
function apart(some: readonly Measured[], others: readonly Measured[]): readonly Measured[] {
  return some.filter(({ tier }) => !others.some((other) => other.tier === tier));
}

type WindowTrap = Trap & ('since-upgrade' | 'lifetime-beside-window' | 'window-mix');

function trapOf(a: Window, b: Window): WindowTrap | null {
  const kinds = new Set([a.kind, b.kind]);
  if (kinds.has('tier-start')) return kinds.size === 2 ? 'since-upgrade' : null;
  if (kinds.has('lifetime')) {
    const other = a.kind === 'lifetime' ? b : a;
    return lengthOf(other) === 'year' ? 'lifetime-beside-window' : null;
  }
  const [length, same] = [lengthOf(a), lengthOf(b)];
  return length !== null && length === same && written(a) !== written(b) ? 'window-mix' : null;
}

/** About how long a window is, as people speak of it; null for others. */
function lengthOf(window: Window): 'month' | 'quarter' | 'year' | null {
  if (window.kind === 'membership') return 'year';
  if (window.kind === 'calendar') return window.offset === 0 ? window.unit : null;
  if (window.kind !== 'last') return null;
  const { n, unit } = window;
  const days = unit === 'day' ? n : unit === 'month' ? (n * 365.25) / 12 : n * 365.25;
  if (Math.abs(days - 365) <= 2) return 'year';
  if (Math.abs(days - 91) <= 2) return 'quarter';
  return Math.abs(days - 30) <= 2 ? 'month' : null;
}

/** Twelve months are a year. */
function written(window: Window): string {
  if (window.kind === 'last' && window.unit === 'year')
    return written({ ...window, n: window.n * 12, unit: 'month' });
  return window.kind === 'last' ? `last ${window.n} ${window.unit}` : window.kind;
}

/** Of as many of both: all that was ever bought rather than since the upgrade, and a rolling year before others. */
function isPreferred({ measure: { window } }: Measured, trap: WindowTrap): boolean {
  if (trap === 'since-upgrade') return window.kind !== 'tier-start';
  return trap === 'lifetime-beside-window' ? window.kind !== 'lifetime' : window.kind === 'last';
}

function finding(trap: WindowTrap, changed: readonly Measured[], kept: Metric, scheme: Scheme): Found {
  const { metric, tier, path, measure } = changed[0] as Measured;
  const subject = (test: Measured): Subject => ({ ...test.test.subject, id: kept.id });
  const differing = changed.flatMap((one): Condition[] => {
    const [as, would] = [one.test, { ...one.test, subject: subject(one) }];
    return [
      { kind: 'all', of: [as, { kind: 'not', of: would }] },
      { kind: 'all', of: [would, { kind: 'not', of: as }] },
    ];
  });
  const edits = changed.map(
    (one): Edit => ({ path: one.path, value: writeCondition({ ...one.test, subject: subject(one) }) }),
  );
  const name = metricName(kept, scheme);
  const window = kept.definition.kind === 'measure' ? kept.definition.window : measure.window;
  return {
    code: trap,
    path,
    message: mixWords[trap]({
      tier: tierName(scheme, tier),
      own: spoken(measure.window, metricName(metric, scheme)),
      other: spoken(window, name),
    }),
    rule: { kind: 'any', of: differing },
    mends: [{ said: text(`都用“${name.zh}”`, `use “${name.en}” everywhere`), edits }],
  };
}

/** A metric with its window, which its name may not tell. */
function spoken(window: Window, name: Text): Text {
  const { zh, en } = windowWords(window);
  return text(`“${name.zh}”（${zh === '' ? '累计' : zh}）`, `“${name.en}” (${en === '' ? 'lifetime' : en})`);
}

interface Words {
  readonly tier: Text;
  readonly own: Text;
  readonly other: Text;
}

const mixWords: Readonly<Record<WindowTrap, (words: Words) => Text>> = {
  'since-upgrade': ({ tier, own, other }) =>
    text(
      `${tier.zh}看${own.zh}，别的等级看${other.zh}：从升级时起算的数一升级就归零，累计的不会，两种门槛不能比`,
      `${tier.en} looks at ${own.en}, another tier at ${other.en}: what counts since the upgrade begins at zero with every upgrade and the other does not, so the two thresholds cannot be compared`,
    ),
  'lifetime-beside-window': ({ tier, own, other }) =>
    text(
      `${tier.zh}看${own.zh}，别的等级看${other.zh}：累计的只会增加，一年的会减少，老客户可能只够高一级、不够低一级，或反过来`,
      `${tier.en} looks at ${own.en}, another tier at ${other.en}: what counts for ever only grows while a year’s falls, so an old customer may meet one and not the other`,
    ),
  'window-mix': ({ tier, own, other }) =>
    text(
      `${tier.zh}看${own.zh}，别的等级看${other.zh}：同样长的时间有两种算法，同一个客户在同一天可能满足一个、不满足另一个`,
      `${tier.en} looks at ${own.en}, another tier at ${other.en}: two ways to count the same length of time, so on one day a customer may meet one and not the other`,
    ),
};
