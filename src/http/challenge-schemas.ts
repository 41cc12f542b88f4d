import { z } from 'zod';
import type { Challenge, ChallengeDay } from '../features/challenges/challenge.ts';
import { challengeOutcomes } from '../features/challenges/challenge.ts';
import { daySchema } from './day-schema.ts';
import { momentSchema } from './moment.ts';
import { simulationSchema } from './simulation-schemas.ts';
import { textSchema } from './text-schema.ts';

const sizeSchema = z.object({
  id: z.string(),
  name: textSchema,
  customers: z.number(),
  revenue: z.number().describe('in major units'),
  cost: z.number().nullable().describe('of its benefits a month'),
});

const nextSchema = z.object({
  from: daySchema,
  to: daySchema,
  tiers: z
    .array(z.object({ id: z.string(), average: z.number().nullable(), lift: z.number().nullable() }))
    .readonly(),
  accuracy: z.number().nullable().describe('1 foretells everything, 0 nothing'),
});

const dayOfChallengeSchema = z.object({
  day: daySchema,
  state: z.enum(['done', 'failed']),
  message: textSchema.nullable().describe('why it failed'),
  standard: z
    .object({ id: z.string(), version: z.number() })
    .nullable()
    .describe('the one that was in force'),
  champion: z.array(sizeSchema).describe('its tiers, lowest first'),
  challenger: z.array(sizeSchema),
  moved: z.number().nullable().describe('customers whom both give different tiers'),
  foretold: z
    .object({ champion: nextSchema, challenger: nextSchema })
    .nullable()
    .describe('what was spent in the quarter after, by the tiers of both'),
});

const challengeSchema = z
  .object({
    id: z.string(),
    scheme: z.object({ id: z.string(), name: textSchema }),
    version: z.number().nullable().describe('of one that was published before'),
    document: z.unknown(),
    startedAt: momentSchema,
    startedBy: z.string(),
    endedAt: momentSchema.nullable(),
    endedBy: z.string().nullable(),
    outcome: z.enum(challengeOutcomes).nullable().describe('promoted: it was published; null: it goes on'),
  })
  .meta({ id: 'Challenge' });

export const challengesSchema = z.object({
  challenges: z.array(challengeSchema).describe('the newest first'),
});

export const challengeHistorySchema = z
  .object({
    challenge: challengeSchema,
    days: z.array(dayOfChallengeSchema).describe('on which everybody was evaluated, in their order'),
    last: simulationSchema.nullable().describe('the last day that did not fail, with who agrees where'),
    toForetell: z.number().describe('days of which it can be told by now who foretold better'),
  })
  .meta({ id: 'ChallengeHistory' });

export function challengeView(challenge: Challenge): z.infer<typeof challengeSchema> {
  const { id, scheme, version, document, startedAt, startedBy, endedAt, endedBy, outcome } = challenge;
  return {
    ...{ id: String(id), scheme: { id: scheme.id, name: scheme.name }, version, document },
    ...{ startedAt, startedBy, endedAt, endedBy, outcome },
  };
}

export function dayView({
  day,
  state,
  counts,
  foretold,
  message,
}: ChallengeDay): z.infer<typeof dayOfChallengeSchema> {
  const found = counts as z.infer<typeof simulationSchema> | null;
  return {
    ...{ day, state, message },
    standard: found === null ? null : { id: found.current.id, version: found.current.version },
    champion: found?.before ?? [],
    challenger: found?.tiers ?? [],
    moved: found?.moved ?? null,
    foretold: foretold as z.infer<typeof dayOfChallengeSchema>['foretold'],
  };
}
