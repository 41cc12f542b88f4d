import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { authorName } from '../../features/access/author-name.ts';
import { isoMoment } from '../../features/register/recording.ts';
import { readSources, type Source } from '../../features/sources/find-source.ts';
import { countWaiting } from '../../features/sources/kept-deliveries.ts';
import {
  addSource,
  changeSource,
  type ManagingSources,
  removeSource,
  renewSourceSecret,
} from '../../features/sources/manage-sources.ts';
import { openReceiver } from '../../features/sources/receive.ts';
import { readPaused } from '../../features/sources/retry.ts';
import type { App } from '../app.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';
import { givenSourceSchema, settingsSchema, sourceSchema } from '../source-schemas.ts';
import { hookRoutes } from './hooks.ts';
import { sourceDeliveryRoutes } from './source-deliveries.ts';

const tags = ['sources'];
const config = { needs: 'webhooks:manage' } as const;
const refused = { '4xx': problemsSchema };
const secret = z
  .string()
  .optional()
  .describe('the one that the other system gives out (Shopify, Youzan); others may leave it to be made here');
const made = z.string().nullable().describe('shown this once; null where it was given');

/** Other systems that push orders and customers. */
export function sourceRoutes(app: App, shop: ServedShop): void {
  const { folder, seal, clock } = shop;
  const receiver = openReceiver(shop);
  hookRoutes(app, shop, receiver);
  const managing = (request: FastifyRequest): ManagingSources => ({
    ...{ folder, seal, random: () => randomBytes(32) },
    ...{ author: authorName(callerOf(request)), at: clock() },
  });

  app.get(
    '/sources',
    {
      config,
      schema: {
        tags,
        description:
          'Other systems that push what happens there, when something came last and how much of it waits for somebody.',
        response: { 200: z.object({ sources: z.array(sourceSchema) }), ...refused },
      },
    },
    async () => {
      const { reader } = folder.database();
      const waiting = await countWaiting(reader);
      const none = { paused: 0, unreadable: 0, incomplete: 0 };
      const sources = await readSources(reader, clock());
      return {
        sources: sources.map((source) => ({ ...shown(source), ...(waiting.get(source.id) ?? none) })),
      };
    },
  );

  app.post(
    '/sources',
    {
      config,
      schema: {
        tags,
        description: 'Adds a source; the other system is to send to its path.',
        body: givenSourceSchema.extend({ secret }),
        response: { 201: z.object({ id: z.string(), path: z.string(), secret: made }), ...refused },
      },
    },
    async (request, reply) => {
      const { id, address, ...rest } = await addSource(managing(request), request.body);
      return await reply.code(201).send({ id: String(id), path: pathOf(address), ...rest });
    },
  );

  app.patch(
    '/sources/:id',
    {
      config,
      schema: {
        tags,
        params: idParams,
        description: 'Changes a source. Paused it keeps what comes unread; when it goes on, that is read.',
        body: z.object({
          name: z.string().optional(),
          settings: settingsSchema.optional(),
          paused: z.boolean().optional(),
          sameNumbers: z
            .boolean()
            .optional()
            .describe(
              'confirms that the numbers of orders and customers, which the mapping now reads elsewhere, are those of before: else what comes once more would become a second one, and the change is refused',
            ),
        }),
        response: { 204: z.null(), ...refused },
      },
    },
    async (request, reply) => {
      const id = numberOf(request.params);
      await changeSource(managing(request), id, request.body);
      if (request.body.paused === false) await readPaused({ ...managing(request), receiver }, id);
      return await reply.code(204).send(null);
    },
  );

  app.delete(
    '/sources/:id',
    { config, schema: { tags, params: idParams, response: { 204: z.null(), ...refused } } },
    async (request, reply) => {
      await removeSource(managing(request), numberOf(request.params));
      return await reply.code(204).send(null);
    },
  );

  app.post(
    '/sources/:id/secrets',
    {
      config,
      schema: {
        tags,
        params: idParams,
        description: 'Gives a source another secret; for 24 hours the old one holds beside it.',
        body: z.object({ secret }),
        response: { 201: z.object({ secret: made }), ...refused },
      },
    },
    async (request, reply) => {
      const renewed = await renewSourceSecret(
        managing(request),
        numberOf(request.params),
        request.body.secret,
      );
      return await reply.code(201).send({ secret: renewed });
    },
  );

  sourceDeliveryRoutes(app, shop, receiver);
}

function pathOf(address: string): string {
  return `/api/v1/hooks/${address}`;
}

function shown({
  id,
  address,
  sealed: _,
  addedAt,
  pausedAt,
  receivedAt,
  received,
  settings,
  ...rest
}: Source) {
  return {
    // A copy whose lists may be changed, as the schema has them.
    settings: structuredClone(settings) as z.infer<typeof settingsSchema>,
    ...{ ...rest, id: String(id), path: pathOf(address), received: Number(received) },
    ...{ addedAt: isoMoment(addedAt), pausedAt: isoMoment(pausedAt), receivedAt: isoMoment(receivedAt) },
  };
}
