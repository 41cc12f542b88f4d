import { z } from 'zod';
import { recordedSources } from '../domain/event.ts';
import { daySchema } from './day-schema.ts';
import { momentSchema } from './moment.ts';
import { textSchema } from './text-schema.ts';

const maybeText = z.string().nullable();

const metricCellsSchema = z
  .record(z.string(), z.union([z.number(), z.string()]).nullable())
  .describe('by id of the metric: money in major units, days, texts; null where there is none');

export const customerRowSchema = z
  .object({
    id: z.string().describe('our number'),
    externalId: z.string().describe("the business's own id"),
    name: maybeText,
    phone: maybeText.describe('masked'),
    email: maybeText.describe('masked'),
    region: maybeText,
    source: maybeText,
    channel: maybeText,
    store: maybeText,
    owner: maybeText.describe('who is responsible for the customer'),
    registeredAt: daySchema.nullable(),
    tier: maybeText.describe('null: not graded yet'),
    metrics: metricCellsSchema,
    asOf: daySchema.nullable().describe('the day as of which the customer was graded'),
    gradedAt: momentSchema.nullable(),
  })
  .meta({ id: 'CustomerRow' });

export const customerSchema = customerRowSchema
  .extend({
    gender: maybeText,
    birthday: daySchema.nullable(),
    occupation: maybeText,
    company: maybeText,
    referredBy: maybeText,
    address: maybeText.describe('only whether there is one'),
    custom: z.array(
      z.object({
        id: z.string(),
        name: textSchema,
        type: z.string(),
        value: z.union([z.number(), z.string()]).nullable(),
      }),
    ),
    recordedAt: momentSchema.describe('when what stands here was recorded'),
  })
  .meta({ id: 'Customer' });

const money = z.number().describe('in major units');

export const orderSchema = z
  .object({
    id: z.string(),
    reference: z.string(),
    day: daySchema,
    orderedAt: maybeText.describe("day, with the time of day where it is known, in the business's time zone"),
    paidAt: maybeText.describe('likewise'),
    status: z.string(),
    amount: money,
    refunded: money.nullable(),
    refundDay: daySchema.nullable(),
    shipping: money.nullable(),
    tax: money.nullable(),
    channel: maybeText,
    store: maybeText,
    lines: z.array(
      z.object({ product: maybeText, category: maybeText, quantity: z.number().nullable(), amount: money }),
    ),
  })
  .meta({ id: 'Order' });

export const refundSchema = z
  .object({
    id: z.string(),
    day: daySchema,
    amount: money,
    channel: maybeText,
    store: maybeText,
    category: maybeText,
    product: maybeText,
  })
  .meta({ id: 'Refund' });

export const eventSchema = z
  .object({
    id: z.string(),
    source: z.enum(recordedSources),
    at: z.string().describe("day, with the time of day where it is known, in the business's time zone"),
    kind: maybeText,
    aspect: maybeText,
    product: maybeText,
    rating: z.number().nullable(),
    text: maybeText,
    measure: maybeText.describe('what the quantity measures'),
    quantity: z.number().nullable(),
    resolvedAt: daySchema.nullable(),
  })
  .meta({ id: 'Event' });

/** What every list of customers may be asked with. */
export const customerQuerySchema = z.object({
  filter: z
    .string()
    .max(20_000)
    .optional()
    .describe('a rule as JSON, as in the scheme format, over what /fields lists'),
  search: z
    .string()
    .max(200)
    .optional()
    .describe(
      'part of a name, beginning of its pinyin or initials or of the id, last four digits of a phone, a whole phone or e-mail',
    ),
  externalId: z.string().max(1000).optional().describe('exactly this customer'),
});

export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(4000).optional().describe('`next` of the page before'),
});
