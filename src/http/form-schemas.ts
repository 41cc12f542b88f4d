import { z } from 'zod';
import { fieldTypes } from '../domain/field.ts';
import { formKinds } from '../features/forms/form.ts';
import { daySchema } from './day-schema.ts';
import { momentSchema } from './moment.ts';
import { textSchema } from './text-schema.ts';

/** As people write it: a language that is left out is empty. */
const writtenSchema = z.object({ zh: z.string().default(''), en: z.string().default('') });

const askedSchema = z.object({
  field: z.string().describe('as customers have it: `phone`, `custom.ID`'),
  required: z.boolean(),
  label: textSchema.nullable().describe('what is asked instead of the field’s name'),
  help: textSchema.nullable(),
});

const purposeSchema = z.object({
  name: textSchema,
  required: z.boolean().describe('without it the form cannot be sent'),
});

const maybeText = z.string().nullable();

/** A form as it is written. */
export const formDraftSchema = z.object({
  kind: z.enum(formKinds),
  title: writtenSchema.describe(
    'where one language is empty or left out the other stands for both; so everywhere here',
  ),
  intro: writtenSchema.default({ zh: '', en: '' }),
  fields: z
    .array(
      askedSchema.extend({
        label: writtenSchema.nullable().default(null).describe('what is asked instead of the field’s name'),
        help: writtenSchema.nullable().default(null),
      }),
    )
    .max(60),
  notice: writtenSchema.describe('what people are told before they agree'),
  purposes: z
    .array(purposeSchema.extend({ name: writtenSchema }))
    .describe('what they agree to, each for itself'),
  store: maybeText.default(null).describe('of new customers; so `channel` and `owner`'),
  channel: maybeText.default(null),
  owner: maybeText.default(null),
  reward: z.union([z.string(), z.number()]).nullable().default(null).describe('points, once per customer'),
  endsOn: maybeText.default(null).describe('the last day, `YYYY-MM-DD`'),
  open: z.boolean().default(true),
});

export const askableSchema = z
  .object({
    field: z.string(),
    name: textSchema,
    type: z.enum(fieldTypes),
    choices: z.array(z.string()),
  })
  .meta({ id: 'AskableField' });

export const formSchema = z
  .object({
    id: z.string(),
    path: z.string().describe('the address of its page on this server: whoever has it may fill it in'),
    kind: z.enum(formKinds),
    title: textSchema,
    intro: textSchema,
    fields: z.array(askedSchema),
    store: maybeText,
    channel: maybeText,
    owner: maybeText,
    reward: maybeText.describe('points'),
    noticeVersion: z.number(),
    endsOn: daySchema.nullable(),
    open: z.boolean(),
    author: z.string(),
    addedAt: momentSchema,
    closedBy: maybeText,
    closedAt: momentSchema.nullable(),
    submissions: z.number(),
    waiting: z.number().describe('of these, proposals that nobody has decided'),
  })
  .meta({ id: 'Form' });

export const noticeSchema = z
  .object({
    version: z.number(),
    notice: textSchema,
    purposes: z.array(purposeSchema),
    author: z.string(),
    notedAt: momentSchema,
  })
  .meta({ id: 'FormNotice' });

/** What somebody filled in for somebody else. */
export const filledInSchema = z.object({
  answers: z
    .record(z.string(), z.union([z.string(), z.array(z.string())]))
    .describe('by field; of several choices a list'),
  notice: z.number().int().describe('the version of the notice that was read out'),
  purposes: z.array(z.number().int().min(0)).describe('which of its purposes were agreed to, counted from 0'),
});

const namedSchema = z.object({ id: z.string(), externalId: z.string(), name: maybeText });

export const proposalSchema = z
  .object({
    id: z.string(),
    form: z.object({ id: z.string(), title: textSchema }),
    cameAt: momentSchema,
    source: z.enum(['page', 'phone']),
    author: z.string(),
    state: z.enum(['recorded', 'proposed', 'accepted', 'added', 'rejected']),
    customer: namedSchema.nullable().describe('whose it seems to be; null: choose among the candidates'),
    candidates: z.array(namedSchema),
    fields: z
      .array(
        z.object({
          field: z.string(),
          name: textSchema,
          type: z.enum(fieldTypes),
          given: z.string(),
          kept: maybeText,
          differs: z.boolean(),
        }),
      )
      .describe('what was filled in beside what is kept; contact data masked'),
    decidedBy: maybeText,
    decidedAt: momentSchema.nullable(),
    taken: z.array(z.string()).nullable().describe('the fields that were taken'),
    reason: maybeText,
  })
  .meta({ id: 'FormProposal' });

export const consentSchema = z
  .object({
    submission: z.string(),
    purpose: z.number(),
    name: textSchema,
    form: z.object({ id: z.string(), title: textSchema }),
    noticeVersion: z.number(),
    notice: textSchema.describe('as it was shown then'),
    givenAt: momentSchema,
    author: z.string(),
    source: z.enum(['page', 'phone']),
    withdrawnBy: maybeText,
    withdrawnAt: momentSchema.nullable(),
  })
  .meta({ id: 'Consent' });
