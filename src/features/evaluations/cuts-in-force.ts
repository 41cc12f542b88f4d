import { type Day, periodStart } from '../../domain/calendar.ts';
import { dependsOnEverybody } from '../../domain/metric.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { ruleMetrics, shownMetrics, withInputs } from '../../sql/needed.ts';
import type { CutPoints } from '../tiers/grade-all.ts';
import type { Generation } from './generation.ts';

/** What everybody was placed by last, and by which standard. */
export type FixedCuts = Pick<Generation, 'scheme' | 'version' | 'cuts'>;

/**
 * The cut points by which a day is graded that nobody asked for: those fixed last, until the next of the standard's periods begins, or the
 * next month without one. Null where they are to be fixed anew: also where they were fixed while nobody had a value.
 */
export function cutsInForce(
  last: FixedCuts | null,
  { scheme, version }: Pick<Generation, 'scheme' | 'version'>,
  day: Day,
): CutPoints | null {
  if (last === null || last.scheme.id !== scheme.id || last.version !== version) return null;
  const { cuts } = last;
  const { fixedOn } = cuts;
  if (fixedOn === null || fixedOn > day || !placeAnybody(cuts)) return null;
  return periodStart(day, scheme.policy.period ?? 'month') <= fixedOn ? cuts : null;
}

/** Whether a standard grades by places among all customers. */
export function isRelative(scheme: Scheme): boolean {
  const metrics = withInputs(scheme, [...shownMetrics(scheme), ...ruleMetrics(scheme)]);
  return metrics.some(({ definition }) => dependsOnEverybody(definition));
}

function placeAnybody({ scorings, distributions, models }: CutPoints): boolean {
  const scored = [...scorings.values()].every((cuts) =>
    Object.values(cuts).some((points) => points.length > 0),
  );
  const fitted = [...models.values()].every(({ purchases }) => purchases !== null);
  return scored && fitted && distributions.every(({ of }) => of > 0n);
}
