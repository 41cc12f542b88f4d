import { z } from 'zod';
import { pairStates } from '../features/duplicates/decisions.ts';
import { daySchema } from './day-schema.ts';
import { momentSchema } from './moment.ts';
import { textSchema } from './text-schema.ts';

const reasonSchema = z.object({
  id: z.string(),
  says: textSchema,
  bits: z
    .number()
    .describe('its weight: one bit more doubles the odds that they are one; below 0 it speaks against it'),
});

const pairedSchema = z.object({
  id: z.string(),
  externalId: z.string(),
  name: z.string().nullable(),
  owner: z.string().nullable(),
  tier: z.string().nullable(),
  orders: z.number(),
  lastOrder: daySchema.nullable(),
});

export const searchSchema = z
  .object({
    searchedAt: momentSchema,
    author: z.string(),
    customers: z.number(),
    pairs: z.number(),
    isWhole: z.boolean().describe('false: there were more pairs; those with the most confidence are kept'),
    isCurrent: z.boolean().describe('false: customers were added, changed or merged since'),
  })
  .meta({ id: 'DuplicateSearch' });

const pairSchema = z
  .object({
    one: pairedSchema,
    other: pairedSchema,
    confidence: z.number().int().describe('that they are one, in percent from 1 to 99; docs/duplicates.md'),
    reasons: z.array(reasonSchema).describe('what speaks for it, the strongest first'),
    against: z.array(reasonSchema),
    fields: z
      .array(
        z.object({
          field: z.string(),
          name: textSchema,
          type: z.string(),
          one: z.string().nullable(),
          other: z.string().nullable(),
          same: z.boolean().nullable().describe('null where either is not known, or came masked'),
        }),
      )
      .describe('side by side; contact data masked, and compared in full'),
    kept: z.string().describe('who is kept unless somebody says otherwise: more orders, then the older'),
    decision: z.object({ author: z.string(), decidedAt: momentSchema, reason: z.string() }).nullable(),
  })
  .meta({ id: 'DuplicatePair' });

export const duplicatePageSchema = z
  .object({
    pairs: z.array(pairSchema),
    counts: z
      .object(
        Object.fromEntries(pairStates.map((state) => [state, z.number()])) as Record<
          (typeof pairStates)[number],
          z.ZodNumber
        >,
      )
      .describe('pairs by state'),
    reasons: z
      .array(z.object({ id: z.string(), says: textSchema, pairs: z.number() }))
      .describe('what speaks for pairs of this state, and for how many'),
    search: searchSchema.nullable().describe('null before the first: POST /duplicates/searches'),
    next: z.string().nullable(),
  })
  .meta({ id: 'DuplicatePage' });

export const sharedSchema = z.object({
  shared: z.array(
    z.object({
      field: textSchema,
      shown: z.string().nullable(),
      customers: z.number(),
      examples: z.array(z.object({ id: z.string(), externalId: z.string(), name: z.string().nullable() })),
    }),
  ),
});

export const memberFieldsSchema = z.object({
  fields: z.array(z.object({ id: z.string(), name: textSchema, identifies: z.boolean() })),
});
