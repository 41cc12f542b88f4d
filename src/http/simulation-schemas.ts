import { z } from 'zod';
import { comparisons } from '../features/simulations/beside.ts';
import { moverGroups, moverSorts } from '../features/simulations/chosen-movers.ts';
import { askedDaySchema } from './day-schema.ts';
import { momentSchema } from './moment.ts';
import { writtenSchemeSchema } from './scheme-schemas.ts';
import { textSchema } from './text-schema.ts';
import { tierShareSchema } from './tier-share-schema.ts';

/** A draft to try, and how. */
export const triedSchema = z.intersection(
  writtenSchemeSchema,
  z.object({
    asOf: askedDaySchema.optional().describe('without it the day of the last evaluation'),
    compare: z
      .enum(comparisons)
      .default('shown')
      .describe(
        'shown: tiers as they are shown, by policy and by hand, beside those that would be shown on the day of publication; computed: what the rules alone give',
      ),
  }),
);

export const chosenSchema = z.object({
  from: z.string().optional().describe('a tier of the current standard'),
  to: z.string().optional().describe('a tier of the draft'),
  owner: z.string().optional().describe('an empty text: nobody'),
  store: z.string().optional(),
  source: z.string().optional(),
  sort: z.enum(moverSorts).default('spend').describe('within all but name those who spent most first'),
});

export const moversSchema = z.intersection(
  z.intersection(triedSchema, chosenSchema),
  z.object({
    by: z.enum(moverGroups).default('owner').describe('by what the movers are counted'),
    offset: z.int().min(0).max(1_000_000).default(0),
    limit: z.int().min(1).max(100).default(20),
  }),
);

const moverSchema = z.object({
  customerId: z.string(),
  externalId: z.string(),
  name: z.string().nullable(),
  owner: z.string().nullable(),
  store: z.string().nullable(),
  source: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  spend: z.number().describe('over the lifetime, in major units'),
});

export const moverPageSchema = z
  .object({
    total: z.number(),
    movers: z.array(moverSchema),
    groups: z
      .array(z.object({ value: z.string().nullable(), customers: z.number(), spend: z.number() }))
      .describe('the largest groups of all of them'),
  })
  .meta({ id: 'MoverPage' });

const pricedTierSchema = tierShareSchema
  .extend({
    cost: z
      .number()
      .nullable()
      .describe('of its benefits a month, in major units; null where none has a cost that can be told'),
  })
  .meta({ id: 'PricedTier' });

const costsSchema = z.object({
  perMonth: z.number().nullable().describe('of all tiers; null where none has a cost'),
  unpriced: z
    .array(z.object({ tier: z.string(), name: textSchema, why: z.enum(['no-cost', 'uses-unknown']) }))
    .readonly()
    .describe('benefits that are left out: without a cost, or per use and nobody knows how often'),
});

export const simulationSchema = z
  .object({
    draft: z.object({ id: z.string(), name: textSchema }),
    current: z.object({
      id: z.string(),
      version: z.number(),
      evaluation: z.number(),
      gradedAnew: z.enum(['other-day', 'changed-since']).nullable(),
    }),
    asOf: z.string(),
    compared: z.object({
      what: z.enum(comparisons),
      lifecycle: z
        .boolean()
        .describe('tiers now are held by policy; otherwise they are what the rules give that day'),
      overrides: z.boolean().describe('what was set by hand lies on top of both'),
    }),
    readAt: momentSchema.nullable().describe('when everybody was read for it; null: what it tells is of now'),
    currency: z.string(),
    customers: z.number(),
    revenue: z.number().describe('in major units'),
    tiers: z.array(pricedTierSchema).describe("the draft's, lowest first"),
    before: z.array(pricedTierSchema).describe("the current standard's, lowest first"),
    costs: z
      .object({ before: costsSchema, after: costsSchema })
      .describe('of benefits, by what was bought in the last twelve months as the draft counts it'),
    moved: z.number(),
    stayed: z.number(),
    up: z.number().nullable().describe('null where the tiers are others'),
    down: z.number().nullable(),
    fast: z
      .boolean()
      .describe('told by the metrics that the last evaluation stored, without grading anybody'),
    migrations: z.array(
      z.object({ from: z.string(), to: z.string(), customers: z.number(), revenue: z.number() }),
    ),
  })
  .meta({ id: 'Simulation' });
