import type { Condition } from '../condition.ts';
import { describeCondition, subjectWords } from '../describe/describe-condition.ts';
import { gapAmounts } from '../describe/gap-amount.ts';
import { missingFor } from '../describe/missing.ts';
import { holds, type Lookup } from '../evaluate/value.ts';
import { compareFractions, type Decimal, decimalFraction } from '../exact.ts';
import type { Scheme, Tier } from '../scheme.ts';
import { text } from '../text.ts';
import type { Way, WayCondition } from './way.ts';

/** As many ways are told, and followed while they are looked for. */
const MOST = 12;

/** What counts as far as something that cannot be counted. */
const UNCOUNTABLE = 10;

type Leaf = Extract<Condition, { kind: 'test' | 'not' }>;

interface Measured {
  readonly leaf: Leaf;
  readonly key: string;
  /** 0 where it passes, else how much of it is left to do. */
  readonly far: number;
}

type Measure = (leaf: Leaf) => Measured;

/** Ways in which a rule comes to hold for one customer, the one nearest to done first; one without another's detours. */
export function findWays(rule: Condition, tier: Tier, scheme: Scheme, lookup: Lookup): Way[] {
  const known = new Map<Leaf, Measured>();
  const measure = (leaf: Leaf): Measured => {
    const measured = known.get(leaf) ?? {
      leaf,
      key: JSON.stringify(leaf, written),
      far: distanceOf(leaf, scheme, lookup),
    };
    known.set(leaf, measured);
    return measured;
  };
  return shortest(expand(rule, measure), measure).map((leaves) => ({
    missing: missingFor({ ...tier, when: { kind: 'all', of: leaves } }, scheme, lookup),
    conditions: leaves.map((leaf) => wayCondition(leaf, tier, scheme, lookup)),
  }));
}

/** Every choice of conditions that are enough together; of many the nearest. */
function expand(rule: Condition, measure: Measure): Leaf[][] {
  switch (rule.kind) {
    case 'test':
      return [rule.tests.map((test) => ({ kind: 'test', subject: rule.subject, tests: [test] }))];
    case 'not':
      return rule.of.kind === 'not' ? expand(rule.of.of, measure) : [[rule]];
    case 'any':
      return shortest(
        rule.of.flatMap((part) => expand(part, measure)),
        measure,
      );
    case 'all':
      return rule.of.reduce<Leaf[][]>(
        (ways, part) => {
          const further = expand(part, measure);
          return shortest(
            ways.flatMap((way) => further.map((more) => [...way, ...more])),
            measure,
          );
        },
        [[]],
      );
  }
}

/** Without those that ask for all that another asks for, and more. */
function shortest(ways: readonly Leaf[][], measure: Measure): Leaf[][] {
  const measured = ways
    .map((way) => {
      const leaves = way.map(measure);
      const open = leaves.filter(({ far }) => far > 0);
      return { way, open, far: leaves.reduce((sum, { far }) => sum + far, 0) };
    })
    .toSorted((a, b) => a.far - b.far);
  const kept: typeof measured = [];
  for (const each of measured) {
    const isDetour = kept.some(({ open }) =>
      open.every((less) => each.open.some((more) => implies(more, less))),
    );
    if (!isDetour) kept.push(each);
    if (kept.length === MOST) break;
  }
  return kept.map(({ way }) => way);
}

/** Whether the one holds whenever the other does: the same, or a higher threshold of the same. */
function implies(more: Measured, less: Measured): boolean {
  if (more.key === less.key) return true;
  const [a, b] = [thresholdOf(more.leaf), thresholdOf(less.leaf)];
  if (a === null || b === null || a.subject !== b.subject || a.op !== b.op) return false;
  return compareFractions(decimalFraction(a.value), decimalFraction(b.value)) >= 0;
}

function thresholdOf(
  leaf: Leaf,
): { readonly subject: string; readonly op: string; readonly value: Decimal } | null {
  if (leaf.kind === 'not') return null;
  const [test] = leaf.tests;
  if (test === undefined || !('operand' in test) || test.operand.kind !== 'number') return null;
  if (test.op !== 'atLeast' && test.op !== 'over') return null;
  return { subject: `${leaf.subject.kind} ${leaf.subject.id}`, op: test.op, value: test.operand.value };
}

function written(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

function distanceOf(leaf: Leaf, scheme: Scheme, lookup: Lookup): number {
  if (holds(leaf, lookup)) return 0;
  const [test] = leaf.kind === 'test' ? leaf.tests : [];
  if (leaf.kind === 'not' || test === undefined) return UNCOUNTABLE;
  const { progress } = gapAmounts(leaf.subject, test, lookup(leaf.subject), scheme);
  return progress === null ? UNCOUNTABLE : Math.max(1 - progress, 0.0001);
}

function wayCondition(leaf: Leaf, tier: Tier, scheme: Scheme, lookup: Lookup): WayCondition {
  const passed = holds(leaf, lookup);
  const said = describeCondition(leaf, scheme);
  const missing = passed ? null : missingFor({ ...tier, when: leaf }, scheme, lookup);
  const [test] = leaf.kind === 'test' ? leaf.tests : [];
  if (leaf.kind === 'not' || test === undefined) {
    const amounts = { unit: 'text', needed: null, present: null, gap: null, progress: null } as const;
    return { subject: null, op: null, name: text('', ''), said, passed, missing, ...amounts };
  }
  const { subject } = leaf;
  const amounts = gapAmounts(subject, test, lookup(subject), scheme);
  return {
    ...{ subject, op: test.op, name: subjectWords(subject, scheme).name, said, passed, missing },
    ...amounts,
    ...(passed && amounts.gap !== null ? { gap: '0' } : {}),
  };
}
