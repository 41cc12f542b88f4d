import { z } from 'zod';
import { everyUnits } from '../features/backtest/backtest-days.ts';
import { askedDaySchema, daySchema } from './day-schema.ts';
import { writtenSchemeSchema } from './scheme-schemas.ts';
import { textSchema } from './text-schema.ts';

const everySchema = z.enum(everyUnits);

export const backtestRequest = z.intersection(
  writtenSchemeSchema,
  z.object({
    from: askedDaySchema,
    to: askedDaySchema.describe('graded as of this day too, if it ends no period'),
    every: everySchema.default('month'),
  }),
);

const sizeSchema = z.object({
  id: z.string(),
  customers: z.number(),
  share: z.number().describe('0 to 1'),
  revenue: z.number().describe('spent up to the day, in major units'),
  revenueShare: z.number().describe('0 to 1'),
});

const movesSchema = z.object({
  joined: z.number().describe('were not known at the end of the period before'),
  up: z.number(),
  down: z.number(),
  stayed: z.number(),
  matrix: z
    .array(
      z.object({
        from: z.string().nullable().describe('null: was not known'),
        to: z.string(),
        customers: z.number(),
      }),
    )
    .readonly(),
});

const nextSchema = z.object({
  from: daySchema,
  to: daySchema,
  average: z.number().nullable().describe('spent by a customer in the three months after, in major units'),
  tiers: z
    .array(
      z.object({
        id: z.string(),
        average: z.number().nullable(),
        lift: z.number().nullable().describe("the tier's average over everybody's"),
      }),
    )
    .readonly()
    .describe('lowest first'),
  gini: z.number().nullable().describe('concentration of that spend when customers are ranked by tier'),
  perfectGini: z.number().nullable().describe('when they are ranked by what they were to spend'),
  accuracy: z.number().nullable().describe('the one over the other: 1 foretells everything, 0 nothing'),
});

/** What the job of a backtest results in. */
export const backtestSchema = z
  .object({
    draft: z.object({ id: z.string(), name: textSchema }),
    currency: z.string(),
    from: daySchema,
    to: daySchema,
    every: everySchema,
    lastDay: daySchema.describe('the last day with orders, up to today'),
    tiers: z
      .array(z.object({ id: z.string(), name: textSchema }))
      .readonly()
      .describe('lowest first'),
    periods: z
      .array(
        z.object({
          day: daySchema,
          customers: z.number().describe('known by the end of the day'),
          revenue: z.number(),
          tiers: z.array(sizeSchema).readonly().describe('lowest first'),
          moves: movesSchema.nullable().describe('since the period before; null for the first'),
          next: nextSchema.nullable().describe('null where the quarter after is not over'),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'Backtest' });
