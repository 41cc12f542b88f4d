import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { authorName } from '../../features/access/author-name.ts';
import { isoMoment } from '../../features/register/recording.ts';
import { writtenIn } from '../../features/register/written-values.ts';
import { sourceOf } from '../../features/sources/find-source.ts';
import { listWaiting, openDelivery } from '../../features/sources/kept-deliveries.ts';
import { previewDelivery } from '../../features/sources/preview.ts';
import type { Receiver } from '../../features/sources/receive.ts';
import { dropDeliveries, type Retrying, retryDeliveries } from '../../features/sources/retry.ts';
import type { App } from '../app.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { noted } from '../noted.ts';
import { problemsSchema, said } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';
import { givenSourceSchema, previewSchema, waitingSchema } from '../source-schemas.ts';

const tags = ['sources'];
const config = { needs: 'webhooks:manage' } as const;
const refused = { '4xx': problemsSchema };
const number = z.string().regex(/^\d{1,18}$/);
const deliveryParams = idParams.extend({ delivery: number });

/** What sources pushed and nobody could understand, or came while they were paused; and what would come of a sample. */
export function sourceDeliveryRoutes(app: App, shop: ServedShop, receiver: Receiver): void {
  const { folder, seal, clock } = shop;
  const retrying = (request: FastifyRequest): Retrying => ({
    ...{ folder, seal, receiver },
    ...{ author: authorName(callerOf(request)), at: clock() },
  });

  app.get(
    '/sources/:id/deliveries',
    {
      config,
      schema: {
        tags,
        params: idParams,
        description: 'Deliveries that wait, the newest first, with what stands against them.',
        querystring: z.object({
          after: number.optional().describe('`next` of the page before'),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        response: {
          200: z.object({ deliveries: z.array(waitingSchema), next: z.string().nullable() }),
          ...refused,
        },
      },
    },
    async ({ params, query: { after, limit }, lang }) => {
      const { reader } = folder.database();
      const { id: source } = await sourceOf(reader, numberOf(params));
      const from = after === undefined ? null : BigInt(after);
      const { deliveries, next } = await listWaiting(reader, { source, after: from, limit });
      return {
        deliveries: deliveries.map(({ id, receivedAt, problems, ...rest }) => ({
          ...{ ...rest, id: String(id), receivedAt: isoMoment(receivedAt) },
          problems: problems.map((each) => said(each, lang)),
        })),
        next,
      };
    },
  );

  app.get(
    '/sources/:id/deliveries/:delivery',
    {
      config,
      schema: {
        tags,
        params: deliveryParams,
        description: 'What a delivery that waits said, contact data and all; it is noted who looked.',
        response: { 200: z.object({ topic: z.string(), body: z.string() }), ...refused },
      },
    },
    async (request) => {
      const { reader } = folder.database();
      const source = await sourceOf(reader, numberOf(request.params));
      const opened = await openDelivery(reader, seal, source.id, BigInt(request.params.delivery));
      const detail = { id: String(source.id), delivery: request.params.delivery };
      await noted(shop, request, { action: 'source-delivery-read', subject: source.name, detail });
      return opened;
    },
  );

  app.post(
    '/sources/:id/retries',
    {
      config,
      schema: {
        tags,
        params: idParams,
        description:
          'Tries once more to understand deliveries that wait: some, or without a list the oldest 500; with `next` as `after` those that follow.',
        body: z.object({ deliveries: z.array(number).max(500).optional(), after: number.optional() }),
        response: {
          200: z.object({
            kept: z.number(),
            left: z.number().describe('of those tried'),
            next: z.string().nullable().describe('null: all were tried'),
          }),
          ...refused,
        },
      },
    },
    async (request) => {
      const { deliveries, after = '0' } = request.body;
      const { next, ...done } = await retryDeliveries(
        retrying(request),
        numberOf(request.params),
        deliveries?.map(BigInt) ?? 'all',
        BigInt(after),
      );
      return { ...done, next: next === null ? null : String(next) };
    },
  );

  app.post(
    '/sources/:id/drops',
    {
      config,
      schema: {
        tags,
        params: idParams,
        description: 'Drops deliveries that somebody has dealt with.',
        body: z.object({ deliveries: z.array(number).min(1).max(500) }),
        response: { 200: z.object({ dropped: z.number() }), ...refused },
      },
    },
    async (request) => ({
      dropped: await dropDeliveries(
        retrying(request),
        numberOf(request.params),
        request.body.deliveries.map(BigInt),
      ),
    }),
  );

  app.post(
    '/sources/previews',
    {
      config,
      schema: {
        tags,
        description: 'What would come of a delivery by some settings; nothing is kept.',
        body: givenSourceSchema.omit({ name: true }).extend({
          topic: z
            .string()
            .max(100)
            .default('')
            .describe('what the header says it is about: `orders/create`, `order.updated`'),
          body: z.string().max(500_000),
        }),
        response: { 200: previewSchema, ...refused },
      },
    },
    async ({ body: { kind, settings, ...sample }, lang }) => {
      const form = await writtenIn(folder.database().reader);
      const { problems, orders, customers, partial } = previewDelivery(
        { name: '-', kind, settings },
        sample,
        form,
      );
      return {
        orders: [...orders],
        customers: [...customers],
        partial,
        problems: problems.map((each) => said(each, lang)),
      };
    },
  );
}
