import { z } from 'zod';
import type { Freshness } from '../features/evaluations/freshness.ts';
import type { EvaluationListing } from '../features/evaluations/list-evaluations.ts';
import { evaluationKinds } from '../features/evaluations/record-evaluation.ts';
import { isoMoment } from '../features/register/recording.ts';
import { daySchema } from './day-schema.ts';
import { momentSchema } from './moment.ts';

/** A run that graded everybody, or carried most grades over from an earlier day. */
export const evaluationSchema = z
  .object({
    id: z.string(),
    kind: z
      .enum(evaluationKinds)
      .describe('`carried`: those alone were graded of whom the days since may change anything'),
    schemeId: z.string(),
    version: z.number(),
    asOf: daySchema,
    status: z.enum(['running', 'done', 'failed']),
    startedAt: momentSchema,
    finishedAt: momentSchema.nullable(),
    customers: z.number().nullable().describe('null unless it is done, like the two that follow'),
    changed: z.number().nullable().describe('customers whose tier is another than in the evaluation before'),
    durationMs: z.number().nullable(),
    author: z.string().describe("a user's name, `daily run`, `command line`, `import 3`"),
    message: z.string().nullable().describe('why it failed'),
  })
  .meta({ id: 'Evaluation' });

/** How current the grades are (R017). */
export const freshnessSchema = z
  .object({
    asOf: daySchema.nullable().describe('the day as of which everybody is graded'),
    evaluatedAt: momentSchema.nullable(),
    nextRunAt: momentSchema.nullable().describe('null before the first standard is published'),
    missedRuns: z
      .array(daySchema)
      .readonly()
      .describe('days that have gone by without a run since everybody was graded last'),
    staleCustomers: z
      .number()
      .describe('without a grade, or with one as of an earlier day than that of the run that was due last'),
  })
  .meta({ id: 'Freshness' });

export function evaluationView(listing: EvaluationListing): z.infer<typeof evaluationSchema> {
  return {
    ...listing,
    id: String(listing.id),
    startedAt: isoMoment(listing.startedAt),
    finishedAt: isoMoment(listing.finishedAt),
  };
}

export function freshnessView(freshness: Freshness): z.infer<typeof freshnessSchema> {
  const { evaluatedAt, nextRunAt } = freshness;
  return {
    ...freshness,
    evaluatedAt: isoMoment(evaluatedAt),
    nextRunAt: nextRunAt === null ? null : new Date(nextRunAt).toISOString(),
  };
}
