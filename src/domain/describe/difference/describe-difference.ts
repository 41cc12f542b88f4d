import type { Scheme } from '../../scheme.ts';
import type { Change } from './change.ts';
import { metricDifferences } from './metric-differences.ts';
import {
  countDifferences,
  fieldDifferences,
  lifecycleDifferences,
  standardDifferences,
} from './standard-differences.ts';
import { tierDifferences } from './tier-differences.ts';

/**
 * What has changed from one standard to another, in sentences; empty where they mean the same, however they are written: the order
 * of keys, metrics, benefits and of conditions that are joined says nothing.
 */
export function describeDifference(from: Scheme, to: Scheme): Change[] {
  return [
    ...standardDifferences(from, to),
    ...countDifferences(from.count, to.count),
    ...tierDifferences(from, to),
    ...metricDifferences(from, to),
    ...lifecycleDifferences(from.policy, to.policy),
    ...fieldDifferences(from, to),
  ];
}
