import { z } from 'zod';
import { metricHistogram } from '../../features/customers/metric-histogram.ts';
import { tierOverview } from '../../features/customers/tier-overview.ts';
import { findEvaluation } from '../../features/evaluations/list-evaluations.ts';
import type { App } from '../app.ts';
import { evaluationSchema, evaluationView } from '../evaluation-schemas.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';
import { textSchema } from '../text-schema.ts';
import { tierShareSchema } from '../tier-share-schema.ts';

const config = { needs: 'customers:read' } as const;
const tags = ['tiers'];
const MOST_BINS = 200;

const histogramSchema = z
  .object({
    metric: z.object({ id: z.string(), name: textSchema, type: z.string() }),
    bins: z
      .array(z.object({ from: z.number(), to: z.number(), customers: z.number() }))
      .readonly()
      .describe(
        'values from `from` up to `to`, which the last bin includes; the last is wider where few values lie far above the others',
      ),
    empty: z.number().describe('customers without a value'),
    min: z.number().nullable(),
    max: z.number().nullable(),
  })
  .meta({ id: 'Histogram' });

/** How the customers that the caller may see are spread over tiers and over a metric's values. */
export function tierRoutes(app: App, { folder }: ServedShop): void {
  app.get(
    '/tiers',
    {
      config,
      schema: {
        tags,
        response: {
          200: z.object({
            evaluation: evaluationSchema.nullable().describe('null before the first'),
            tiers: z.array(tierShareSchema).describe('lowest first'),
            remarks: z
              .array(textSchema)
              .describe('of metrics that are predicted: why they are empty, or what they count'),
          }),
        },
      },
    },
    async ({ visibility }) => {
      const { evaluation, tiers, remarks } = await tierOverview(folder, visibility);
      const found = evaluation === null ? null : await findEvaluation(folder.database().reader, evaluation);
      return {
        evaluation: found === null ? null : evaluationView(found),
        tiers: [...tiers],
        remarks: [...remarks],
      };
    },
  );

  app.get(
    '/metrics/:id/histogram',
    {
      config,
      schema: {
        tags,
        params: z.object({ id: z.string().max(64) }),
        querystring: z.object({ bins: z.coerce.number().int().min(1).max(MOST_BINS).default(40) }),
        response: { 200: histogramSchema, '4xx': problemsSchema },
      },
    },
    async ({ params, query: { bins }, visibility }) =>
      await metricHistogram(folder, { visibility, metric: params.id, bins }),
  );
}
