import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { authorName } from '../../features/access/author-name.ts';
import { newToken } from '../../features/access/tokens.ts';
import { isoMoment } from '../../features/register/recording.ts';
import {
  countDeliveries,
  deliveryStates,
  listDeliveries,
  replayDeliveries,
  sendTest,
} from '../../features/webhooks/deliveries.ts';
import {
  addEndpoint,
  changeEndpoint,
  type Managing,
  readEndpoints,
  removeEndpoint,
  renewSecret,
} from '../../features/webhooks/endpoints.ts';
import { reachProblems } from '../../features/webhooks/reach.ts';
import { webhookEvents } from '../../features/webhooks/webhook-event.ts';
import type { App } from '../app.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { momentSchema } from '../moment.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

const endpointSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    events: z.array(z.enum(webhookEvents)),
    author: z.string().describe('who added it'),
    addedAt: momentSchema,
    enabled: z.boolean(),
    disabledBy: z.string().nullable().describe('410: the receiver said that it is gone'),
    disabledAt: momentSchema.nullable(),
    waiting: z.number().describe('deliveries that are to be sent'),
    dead: z.number().describe('deliveries that were given up'),
  })
  .meta({ id: 'WebhookEndpoint' });

const deliverySchema = z
  .object({
    id: z.string(),
    message: z.string().describe('`webhook-id`, the same at every try'),
    event: z.string(),
    body: z.string().describe('what is sent'),
    madeAt: momentSchema,
    state: z.enum(deliveryStates).describe('dead: given up after a day, or because the receiver is gone'),
    attempts: z.number(),
    nextAt: momentSchema.nullable().describe('when it is tried again'),
    endedAt: momentSchema.nullable(),
    status: z.number().nullable().describe('of HTTP, of the last try'),
    problem: z.enum(reachProblems).nullable().describe('why there was no answer'),
  })
  .meta({ id: 'WebhookDelivery' });

const secretSchema = z.string().describe('shown this once; signatures are made with it');
const events = z.array(z.string()).describe(`of ${webhookEvents.join(', ')}`);
const url = z.string().describe('https, on the public internet');
const tags = ['webhooks'];
const config = { needs: 'webhooks:manage' } as const;
const refused = { '4xx': problemsSchema };

/** Endpoints of other systems that are told of what happens. */
export function webhookRoutes(app: App, shop: ServedShop): void {
  const { folder, clock } = shop;
  const managing = (request: FastifyRequest): Managing => ({
    folder,
    seal: shop.seal,
    reach: shop.reach,
    random: () => randomBytes(32),
    author: authorName(callerOf(request)),
    at: clock(),
  });

  app.get(
    '/webhooks',
    {
      config,
      schema: {
        tags,
        description: 'Endpoints that are told of events, and how many deliveries wait or were given up.',
        response: {
          200: z.object({ endpoints: z.array(endpointSchema), events: z.array(z.enum(webhookEvents)) }),
          ...refused,
        },
      },
    },
    async () => {
      const { reader } = folder.database();
      const counts = await countDeliveries(reader);
      const endpoints = (await readEndpoints(reader, clock())).map(
        ({ id, url: to, events: of, author, addedAt, disabledBy, disabledAt }) => ({
          ...{ id: String(id), url: to, events: [...of], author, addedAt: isoMoment(addedAt) },
          ...{ enabled: disabledAt === null, disabledBy, disabledAt: isoMoment(disabledAt) },
          ...(counts.get(id) ?? { waiting: 0, dead: 0 }),
        }),
      );
      return { endpoints, events: [...webhookEvents] };
    },
  );

  app.post(
    '/webhooks',
    {
      config,
      schema: {
        tags,
        description: 'Adds an endpoint, which is told of what happens from now on.',
        body: z.object({ url, events }),
        response: { 201: z.object({ id: z.string(), secret: secretSchema }), ...refused },
      },
    },
    async (request, reply) => {
      const { id, secret } = await addEndpoint(managing(request), request.body);
      return await reply.code(201).send({ id: String(id), secret });
    },
  );

  app.patch(
    '/webhooks/:id',
    {
      config,
      schema: {
        tags,
        params: idParams,
        description:
          'Changes an endpoint; one that is put on again is told of what happens from then on, and gets what waited.',
        body: z.object({ url: url.optional(), events: events.optional(), enabled: z.boolean().optional() }),
        response: { 204: z.null(), ...refused },
      },
    },
    async (request, reply) => {
      await changeEndpoint(managing(request), numberOf(request.params), request.body);
      return await reply.code(204).send(null);
    },
  );

  app.delete(
    '/webhooks/:id',
    { config, schema: { tags, params: idParams, response: { 204: z.null(), ...refused } } },
    async (request, reply) => {
      await removeEndpoint(managing(request), numberOf(request.params));
      return await reply.code(204).send(null);
    },
  );

  app.post(
    '/webhooks/:id/secrets',
    {
      config,
      schema: {
        tags,
        params: idParams,
        description: 'Gives an endpoint a new secret; for 24 hours the old one signs beside it.',
        response: { 201: z.object({ secret: secretSchema }), ...refused },
      },
    },
    async (request, reply) => {
      const secret = await renewSecret(managing(request), numberOf(request.params));
      return await reply.code(201).send({ secret });
    },
  );

  app.post(
    '/webhooks/:id/tests',
    {
      config,
      schema: {
        tags,
        params: idParams,
        description: 'Sends a test event; what comes of it stands among the deliveries.',
        response: { 202: z.object({ delivery: z.string() }), ...refused },
      },
    },
    async (request, reply) => {
      const asked = { endpoint: numberOf(request.params), at: clock() };
      const delivery = await sendTest(folder, asked, newToken);
      return await reply.code(202).send({ delivery: String(delivery) });
    },
  );

  app.get(
    '/webhooks/:id/deliveries',
    {
      config,
      schema: {
        tags,
        params: idParams,
        querystring: z.object({
          state: z.enum(deliveryStates).optional(),
          after: z
            .string()
            .regex(/^\d{1,18}$/)
            .optional()
            .describe('`next` of the page before'),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        response: {
          200: z.object({ deliveries: z.array(deliverySchema), next: z.string().nullable() }),
          ...refused,
        },
      },
    },
    async ({ params, query: { state = null, after, limit } }) => {
      const from = after === undefined ? null : BigInt(after);
      const asked = { endpoint: numberOf(params), state, after: from, limit };
      const { deliveries, next } = await listDeliveries(folder.database().reader, asked);
      return {
        deliveries: deliveries.map(({ id, made, next: tried, ended, ...rest }) => ({
          ...rest,
          id: String(id),
          madeAt: isoMoment(made),
          nextAt: rest.state === 'waiting' ? isoMoment(tried) : null,
          endedAt: isoMoment(ended),
        })),
        next,
      };
    },
  );

  app.post(
    '/webhooks/:id/replays',
    {
      config,
      schema: {
        tags,
        params: idParams,
        description: 'Sends once more what was given up: some deliveries, or all without a list.',
        body: z.object({
          deliveries: z
            .array(z.string().regex(/^\d{1,18}$/))
            .max(1000)
            .optional(),
        }),
        response: { 200: z.object({ replayed: z.number() }), ...refused },
      },
    },
    async (request) => {
      const { author, at } = managing(request);
      const asked = { endpoint: numberOf(request.params), author, at };
      const chosen = request.body.deliveries?.map(BigInt) ?? null;
      return { replayed: await replayDeliveries(folder, asked, chosen) };
    },
  );
}
