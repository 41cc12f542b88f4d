import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { recordedSources } from '../../domain/event.ts';
import { authorName } from '../../features/access/author-name.ts';
import { listEvents } from '../../features/customers/list-events.ts';
import { rememberedGeneration } from '../../features/evaluations/generation.ts';
import { type EventChange, resolveEvent, takeBackEvent } from '../../features/register/change-event.ts';
import { type KeptEvents, keepEvents } from '../../features/register/keep-events.ts';
import { joinCopies } from '../../features/requests/join-copies.ts';
import type { App } from '../app.ts';
import { eventSchema, pageQuerySchema } from '../customer-schemas.ts';
import { idParams, numberOf } from '../id-params.ts';
import { keyedHeaders, keyedOf } from '../idempotency-key.ts';
import { callerOf } from '../identify.ts';
import { problemSchema, problemsSchema, remarksSchema, saidResult } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';
import { described, text } from '../written-schema.ts';

const MOST = 1000;
const source = z.enum(recordedSources);

const sentEvent = z.object({
  source: source.describe(
    'what it is: a review, complaint, service record, visit, measure of usage or entry of points',
  ),
  customerId: text().describe("the customer's external id; the customer must be known"),
  at: text().describe("a day or time; without a zone in the business's"),
  kind: text()
    .optional()
    .describe('such as the kind of complaint; of points earned, adjusted (without one), spent or expired'),
  aspect: text().optional().describe('what a review is about: taste, attitude, speed …'),
  product: text().optional(),
  rating: text().optional().describe('5, 4.5, or a word: 五星, 好评 (5), 中评 (3), 差评 (1)'),
  text: text().optional(),
  measure: text().optional().describe('what the quantity measures: nights, minutes, GB …'),
  quantity: text()
    .optional()
    .describe('of points how many; spent and expired ones lower the balance either way'),
  resolvedAt: text().optional().describe('when it was dealt with'),
});

const resultSchema = z.union([
  z.object({
    status: z.enum(['added', 'changed', 'unchanged']),
    id: z.string(),
    remarks: remarksSchema,
  }),
  z.object({ problems: z.array(problemSchema) }),
]);

const eventParams = idParams.extend({ event: z.string().regex(/^\d{1,19}$/) });

/** Reviews, complaints, service records, visits, usage and points of customers. */
export function eventRoutes(app: App, { folder, seal, clock }: ServedShop): void {
  const generations = rememberedGeneration();
  const join = joinCopies<KeptEvents>();
  app.post(
    '/events',
    {
      config: { needs: 'orders:write' },
      schema: {
        tags: ['events'],
        description:
          'Keeps events and grades their customers; answers when both are on disk. An event is known by all it says: the same again changes nothing, but for when it was resolved, which may come later.',
        headers: keyedHeaders,
        body: z.object({ events: z.array(described(sentEvent)).min(1).max(MOST) }),
        response: {
          200: z.object({
            results: z.array(resultSchema).describe('one for each event, in their order'),
            graded: z.boolean().describe('false before the first evaluation'),
          }),
          '4xx': problemsSchema,
        },
      },
    },
    async (request) => {
      const { visibility, lang } = request;
      const keyed = keyedOf(request);
      const sent = { visibility, author: authorName(callerOf(request)), at: clock(), keyed };
      const { events } = request.body;
      const { results, graded } = await join(
        keyed,
        async () => await keepEvents(folder, { ...sent, events }, generations),
      );
      return { results: results.map((result) => saidResult(result, lang)), graded };
    },
  );

  app.get(
    '/customers/:id/events',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags: ['customers'],
        params: idParams,
        querystring: pageQuerySchema.extend({ source: source.optional() }),
        description:
          'Reviews, complaints, service records, visits and usage, the latest first; points only where they are asked for, they have a ledger of their own.',
        response: {
          200: z.object({ events: z.array(eventSchema), next: z.string().nullable() }),
          '4xx': problemsSchema,
        },
      },
    },
    async ({ params, query: { limit, after = null, source: of = null }, visibility }) => {
      const customer = numberOf(params);
      const page = await listEvents(folder, seal, { visibility, customer, source: of, limit, after });
      return { ...page, events: [...page.events] };
    },
  );

  app.patch(
    '/customers/:id/events/:event',
    {
      config: { needs: 'orders:write' },
      schema: {
        tags: ['events'],
        params: eventParams,
        description: 'Says when an event was dealt with, or that it was not, and grades the customer anew.',
        body: z.object({ resolvedAt: z.string().nullable().describe('a day or time; null: it is open') }),
        response: { 204: z.null(), '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      await resolveEvent(folder, changeOf(request), request.body.resolvedAt, generations);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/customers/:id/events/:event',
    {
      config: { needs: 'orders:write' },
      schema: {
        tags: ['events'],
        params: eventParams,
        description:
          'Takes an event back: it stays in the history, and the customer is graded anew. Points that an order brought follow the order and cannot be taken back.',
        response: { 204: z.null(), '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      await takeBackEvent(folder, changeOf(request), generations);
      return reply.code(204).send(null);
    },
  );

  function changeOf(request: FastifyRequest & { readonly params: z.infer<typeof eventParams> }): EventChange {
    const { params, visibility } = request;
    return {
      visibility,
      customer: numberOf(params),
      event: BigInt(params.event),
      author: authorName(callerOf(request)),
      at: clock(),
    };
  }
}
