import { z } from 'zod';
import {
  buyerFields,
  customerFields,
  customerNames,
  lineFields,
  orderFields,
  schemes,
  sourceKinds,
} from '../domain/source-fields.ts';
import { waitingStates } from '../features/sources/kept-deliveries.ts';
import { momentSchema } from './moment.ts';
import { problemSchema } from './problems.ts';

const path = z.string().max(200);
const fieldPaths = <Field extends string>(fields: readonly Field[]) =>
  z.object(
    Object.fromEntries(fields.map((field) => [field, path.optional()])) as Record<
      Field,
      z.ZodOptional<typeof path>
    >,
  );

const mappingSchema = z
  .object({
    what: z.enum(['orders', 'customers']),
    list: path
      .optional()
      .describe('of the list whose items are orders or customers; without it the document is one'),
    only: z
      .object({ path, values: z.array(z.string().max(200)).max(50) })
      .optional()
      .describe('documents with something else there are of no concern'),
    fields: fieldPaths([...orderFields, ...customerFields]).describe(
      'where our fields stand, as `data.order.id`',
    ),
    lines: z.object({ list: path, fields: fieldPaths(lineFields) }).optional(),
    buyer: fieldPaths(buyerFields).optional().describe('of whoever is not known yet'),
    updatedAt: path
      .optional()
      .describe('a time or number that rises: an older version never goes over a newer one'),
    currency: path.optional(),
    minorUnits: z.boolean().optional().describe('amounts are in 分, cents'),
    statuses: z
      .record(z.string().max(100), z.string())
      .optional()
      .describe("the other system's words for ours"),
  })
  .meta({ id: 'SourceMapping' });

export const settingsSchema = z
  .object({
    clientId: z.string().max(200).optional().describe("of Youzan's application"),
    scheme: z
      .enum(schemes)
      .optional()
      .describe(
        'of a generic source. standard: standardwebhooks.com; hmac: HMAC-SHA256 of the body in a header',
      ),
    header: z.string().max(60).optional().describe('of an HMAC, in hex or base64'),
    channel: z
      .string()
      .max(60)
      .optional()
      .describe('of orders; blank: what the other system says, if anything'),
    customersBy: z
      .enum(customerNames)
      .optional()
      .describe("by what customers are known here: the other system's number, e-mail, phone"),
    prefix: z
      .string()
      .max(40)
      .optional()
      .describe('before such a number, so that nobody is taken for somebody else'),
    mapping: mappingSchema.optional(),
  })
  .meta({ id: 'SourceSettings' });

export const givenSourceSchema = z.object({
  name: z.string(),
  kind: z.enum(sourceKinds),
  settings: settingsSchema.default({}),
});

export const sourceSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(sourceKinds),
    path: z.string().describe('where to send to, below the name under which this server is reached'),
    settings: settingsSchema,
    author: z.string().describe('who added it'),
    addedAt: momentSchema,
    pausedBy: z.string().nullable(),
    pausedAt: momentSchema.nullable().describe('paused, deliveries are kept unread until it goes on'),
    received: z.number().describe('deliveries, copies aside'),
    receivedAt: momentSchema.nullable().describe('the last'),
    paused: z.number().describe('deliveries that came while it was paused'),
    unreadable: z.number().describe('deliveries that wait for somebody, for 30 days'),
    incomplete: z.number().describe('orders of which only a status or a refund has come'),
  })
  .meta({ id: 'Source' });

export const waitingSchema = z
  .object({
    id: z.string(),
    topic: z.string(),
    receivedAt: momentSchema,
    state: z.enum(waitingStates),
    problems: z.array(problemSchema),
  })
  .meta({ id: 'WaitingDelivery' });

export const previewSchema = z
  .object({
    orders: z.array(z.record(z.string(), z.unknown())).describe('as POST /orders would take them'),
    customers: z.array(z.record(z.string(), z.unknown())).describe('as POST /customers would take them'),
    partial: z.number().describe('statuses and refunds that come by themselves'),
    problems: z.array(problemSchema),
  })
  .meta({ id: 'SourcePreview' });
