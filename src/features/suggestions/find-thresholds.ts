import type { Queryable } from '../../db/database.ts';
import { testsIn } from '../../domain/lint/tests-in.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { roundest } from '../../domain/suggest/roundest.ts';
import type { Expression } from '../../sql/expression.ts';
import { type Gap, naturalGaps } from './break-values.ts';
import type { Asked } from './check-asked.ts';
import { affordable, topShares } from './thresholds.ts';

/** A suggestion as whole numbers; null where there is no such threshold. */
export interface Threshold {
  readonly share: number | null;
  readonly tier: string | null;
  readonly exact: bigint | null;
  readonly round: bigint | null;
}

/** What was asked for, of so many customers; of natural breaks how well they fit. */
export async function findThresholds(
  db: Queryable,
  from: Expression,
  { draft, metric, operator, wanted, spending }: Asked,
  customers: number,
): Promise<{ readonly thresholds: readonly Threshold[]; readonly fit: number | null }> {
  if (wanted.kind === 'top-share') {
    const { shares } = wanted;
    const found = await topShares(db, from, operator, { shares, customers });
    const thresholds = found.map((exact, index) => ({
      ...{ share: shares[index] ?? null, tier: null, exact, round: roundedUp(exact) },
    }));
    return { thresholds, fit: null };
  }
  if (wanted.kind === 'budget') {
    const exact = spending === null ? null : await affordable(db, from, operator, spending);
    return { thresholds: [{ share: null, tier: wanted.tier, exact, round: roundedUp(exact) }], fit: null };
  }
  const tiers = comparingTiers(draft, metric);
  const { gaps, fit } = await naturalGaps(db, from, wanted.classes ?? tiers.length + 1);
  const thresholds = gaps.map((gap, index) => ({
    share: null,
    tier: gaps.length === tiers.length ? (tiers[index] ?? null) : null,
    exact: operator === 'atLeast' ? gap.above : gap.below,
    round: roundWithin(gap, operator),
  }));
  return { thresholds, fit };
}

/** At most a fiftieth higher, so that nobody more reaches it. */
function roundedUp(exact: bigint | null): bigint | null {
  if (exact === null) return null;
  const fiftieth = (exact < 0n ? -exact : exact) / 50n;
  return roundest(exact, exact + fiftieth, exact);
}

/** Within the gap, or a fortieth beside it. */
function roundWithin({ below, above }: Gap, operator: Asked['operator']): bigint {
  const [low, high] = operator === 'atLeast' ? [below + 1n, above] : [below, above - 1n];
  const fortieth = (above < 0n ? -above : above) / 40n;
  const widened = [below - fortieth, above + fortieth] as const;
  const isWide = high - low >= 2n * fortieth;
  return isWide ? roundest(low, high, (low + high) / 2n) : roundest(...widened, above);
}

/** The ids of the tiers that ask for more of a metric, lowest first. */
function comparingTiers({ tiers }: Scheme, metric: string): string[] {
  const asks = ({ when }: Scheme['tiers'][number]): boolean =>
    when !== null &&
    testsIn(when, []).some(
      ({ test: { subject, tests } }) =>
        subject.kind === 'metric' &&
        subject.id === metric &&
        tests.some(({ op }) => op === 'atLeast' || op === 'over'),
    );
  return tiers.filter(asks).map(({ id }) => id);
}
