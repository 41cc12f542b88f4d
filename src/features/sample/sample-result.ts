import type { Lang } from '../../domain/text.ts';
import {
  type EvaluationResult,
  evaluationResult,
  type FileResult,
  filesOf,
} from '../imports/import-result.ts';
import type { Outcome } from '../register/recording.ts';
import type { SampledShop } from './sample-into.ts';

/** What became of a made-up shop, as a job's result. */
export interface SampleResult {
  readonly customers: KeptFiles;
  readonly orders: KeptFiles;
  readonly evaluation: EvaluationResult | null;
}

interface KeptFiles {
  readonly outcome: Outcome | null;
  readonly files: readonly FileResult[];
}

export function sampleResult({ customers, orders, evaluation }: SampledShop, lang: Lang): SampleResult {
  return {
    customers: { outcome: customers.outcome, files: filesOf(customers, lang) },
    orders: { outcome: orders.outcome, files: filesOf(orders, lang) },
    evaluation: evaluationResult(evaluation),
  };
}
