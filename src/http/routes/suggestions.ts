import { z } from 'zod';
import { readWrittenScheme } from '../../features/schemes/written-scheme.ts';
import { suggest } from '../../features/suggestions/suggest.ts';
import type { App } from '../app.ts';
import { daySchema } from '../day-schema.ts';
import { problemsSchema } from '../problems.ts';
import { refuseOwn } from '../refuse-own.ts';
import { writtenSchemeSchema } from '../scheme-schemas.ts';
import type { ServedShop } from '../served-shop.ts';
import { textSchema } from '../text-schema.ts';

const wantedSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('top-share'),
    shares: z
      .array(z.number().gt(0).lt(100))
      .min(1)
      .max(20)
      .default([5, 20])
      .describe('percentages of customers, each for a threshold that at most so many reach'),
  }),
  z.object({
    kind: z.literal('budget'),
    tier: z.string().describe('whose benefits'),
    budget: z.number().min(0).max(1e12).describe('a month, in major units'),
  }),
  z.object({
    kind: z.literal('natural-breaks'),
    classes: z
      .number()
      .int()
      .min(2)
      .max(20)
      .nullable()
      .default(null)
      .describe('null: as many as the draft has'),
  }),
]);

const requestSchema = z.intersection(
  writtenSchemeSchema,
  z.object({
    metric: z.string(),
    operator: z.enum(['atLeast', 'over']).default('atLeast').describe('how the rule compares'),
    wanted: wantedSchema,
  }),
);

const reachSchema = z.object({
  threshold: z.number(),
  customers: z.number().describe('who reach it, by this metric alone'),
  share: z.number().describe('of all customers, 0 to 1'),
  cost: z.number().nullable().describe("of the tier's benefits a month, in major units"),
});

const suggestionsSchema = z
  .object({
    metric: z.object({ id: z.string(), name: textSchema, type: z.string() }),
    operator: z.enum(['atLeast', 'over']),
    asOf: daySchema.describe('of the evaluation whose values were looked at'),
    customers: z.number(),
    suggestions: z
      .array(
        z.object({
          share: z.number().nullable().describe('the percentage asked for'),
          tier: z.string().nullable().describe('for which it is; null where that is open'),
          round: reachSchema.nullable().describe('a number for people near the exact one'),
          exact: reachSchema.nullable().describe('null where there is no such threshold'),
        }),
      )
      .readonly()
      .describe('in the order asked for; natural breaks lowest first'),
    fit: z.number().nullable().describe('of natural breaks: 1 − squared deviations within classes ÷ all'),
    uncounted: z.array(textSchema).readonly().describe('benefits whose cost cannot be told'),
  })
  .meta({ id: 'Suggestions' });

/** Thresholds for a draft: for a share of customers, for a budget, or where customers part by themselves. */
export function suggestionRoutes(app: App, { folder }: ServedShop): void {
  app.post(
    '/schemes/suggestions',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags: ['schemes'],
        body: requestSchema,
        response: { 200: suggestionsSchema, '4xx': problemsSchema },
      },
    },
    async (request) => {
      if ('owner' in request.visibility) refuseOwn();
      const { metric, operator, wanted, ...written } = request.body;
      const { scheme: draft, document } = await readWrittenScheme(written);
      return await suggest(folder, { draft, document, metric, operator, wanted });
    },
  );
}
