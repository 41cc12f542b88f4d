import { z } from 'zod';
import type { Difference } from '../features/schemes/compare-schemes.ts';
import { type ListedPublication, publicationStates } from '../features/schemes/list-publications.ts';
import { holderChoices } from '../features/schemes/standing.ts';
import { daySchema } from './day-schema.ts';
import { momentSchema } from './moment.ts';
import { textSchema } from './text-schema.ts';

const holdersSchema = z
  .enum(holderChoices)
  .describe('those who would lose their tier: graded anew, kept until the period ends, or kept for good');

export const publicationSchema = z
  .object({
    id: z.string(),
    scheme: z.object({ id: z.string(), version: z.number(), name: textSchema }),
    startsOn: daySchema,
    endsOn: daySchema
      .nullable()
      .describe('as it was published; null: until another standard takes its place'),
    lastDay: daySchema.nullable().describe('where it was ended early; before its first day: called off'),
    holders: holdersSchema,
    returnHolders: holdersSchema.nullable().describe('the same when the season is over'),
    publishedAt: momentSchema,
    author: z.string(),
    endedBy: z.string().nullable(),
    endedAt: momentSchema.nullable(),
    state: z.enum(publicationStates).describe('under-season: holds again when the season is over'),
  })
  .meta({ id: 'Publication' });

export function publicationView(one: ListedPublication): z.infer<typeof publicationSchema> {
  const { id, scheme, version, name, startsOn, endsOn, lastDay, holders, returnHolders, state } = one;
  return {
    ...{
      id: String(id),
      scheme: { id: scheme, version, name },
      startsOn,
      endsOn,
      lastDay,
      holders,
      returnHolders,
    },
    publishedAt: new Date(one.publishedAt).toISOString(),
    author: one.author,
    endedBy: one.endedBy,
    endedAt: one.endedAt === null ? null : new Date(one.endedAt).toISOString(),
    state,
  };
}

const comparedSchema = z.object({
  id: z.string(),
  version: z.number().nullable().describe('null for one that was not published'),
  name: textSchema,
});

export const differenceSchema = z
  .object({
    from: comparedSchema,
    to: comparedSchema,
    changes: z
      .array(
        z.object({
          part: z.enum([
            ...(['standard', 'count', 'tier', 'rule', 'keep'] as const),
            ...(['benefit', 'metric', 'field', 'lifecycle'] as const),
          ]),
          about: textSchema
            .nullable()
            .describe('the tier, metric or field it is about; null for the standard as a whole'),
          said: textSchema,
        }),
      )
      .describe('empty where both mean the same'),
  })
  .meta({ id: 'SchemeDifference' });

export function differenceView({ from, to, changes }: Difference): z.infer<typeof differenceSchema> {
  return { from, to, changes: [...changes] };
}
