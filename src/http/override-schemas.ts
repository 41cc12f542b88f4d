import { z } from 'zod';
import { overrideStates } from '../features/ledger/all-overrides.ts';
import { type OverridePage, overrideGroups } from '../features/ledger/list-overrides.ts';
import { type ListedOverride, listedKinds } from '../features/ledger/listed-override.ts';
import { pageQuerySchema } from './customer-schemas.ts';
import { daySchema } from './day-schema.ts';
import { momentSchema } from './moment.ts';
import { textSchema } from './text-schema.ts';

const tierNameSchema = z.object({ id: z.string(), name: textSchema });
const maybeText = z.string().nullable();

export const overrideSchema = z
  .object({
    id: z.string().describe('of a freeze which of the customer’s it is'),
    customer: z.string().describe('our number'),
    externalId: z.string(),
    name: maybeText,
    owner: maybeText.describe('who is responsible for the customer'),
    kind: z.enum(listedKinds),
    tier: tierNameSchema.nullable().describe('of a freeze the tier that is held now'),
    from: daySchema,
    until: daySchema.nullable().describe('the last day; null: until it is ended'),
    endsIn: z.number().nullable().describe('days from today to that day, of one in force'),
    state: z
      .enum(overrideStates)
      .describe('waiting: for approval; withdrawn by who set it; over also where nobody answered in time'),
    isReplaced: z.boolean().describe('a later one of its kind counts in its place'),
    isTierGone: z.boolean().describe('the standard in force has no such tier, so that it decides nothing'),
    reason: z.string(),
    author: z.string(),
    givenAt: momentSchema,
    approver: maybeText,
    approvedAt: momentSchema.nullable(),
    approvalWord: maybeText,
    endedBy: maybeText,
    endedAt: momentSchema.nullable(),
    endWord: maybeText.describe('why it was ended or rejected'),
  })
  .meta({ id: 'Override' });

export const overrideQuerySchema = z.object({
  state: z
    .enum(overrideGroups)
    .optional()
    .describe('ending: in force and over soon; ended: over, rejected or withdrawn'),
  kind: z.enum(listedKinds).optional(),
  tier: z.string().max(200).optional(),
  owner: z.string().max(200).optional().describe('of whose customers; an empty text: nobody’s'),
  author: z.string().max(200).optional(),
  within: z.coerce.number().int().min(0).max(366).default(30).describe('days ahead in which an end is near'),
});

export const overridePageQuerySchema = overrideQuerySchema.extend(pageQuerySchema.shape).extend({
  sort: z.enum(['ends', '-ends']).default('ends').describe('the first to end first, or the last'),
});

export const overridePageSchema = z
  .object({
    overrides: z.array(overrideSchema),
    counts: z
      .record(z.enum(overrideGroups), z.number())
      .describe('of each state with all else that is asked for'),
    tiers: z.array(tierNameSchema).describe('lowest first'),
    owners: z.array(z.string()),
    authors: z.array(z.string()),
    next: z.string().nullable(),
  })
  .meta({ id: 'OverridePage' });

export function writtenOverride({
  place: _,
  customer,
  ...override
}: ListedOverride): z.infer<typeof overrideSchema> {
  return { ...override, customer: String(customer) };
}

export function writtenOverridePage({
  overrides,
  tiers,
  owners,
  authors,
  ...page
}: OverridePage): z.infer<typeof overridePageSchema> {
  return {
    ...page,
    overrides: overrides.map(writtenOverride),
    ...{ tiers: [...tiers], owners: [...owners], authors: [...authors] },
  };
}
