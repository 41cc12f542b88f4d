import { z } from 'zod';
import { decline } from '../../domain/app-error.ts';
import { createKey, revokeKey } from '../../features/access/api-keys.ts';
import { listKeys } from '../../features/access/list-keys.ts';
import { scopes } from '../../features/access/permissions.ts';
import { isoMoment } from '../../features/register/recording.ts';
import type { App } from '../app.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { momentSchema } from '../moment.ts';
import { noted } from '../noted.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

const keySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.string()),
    author: z.string().describe('who made it; it may do no more than they may'),
    createdAt: momentSchema,
    lastUsedAt: momentSchema.nullable().describe('to within five minutes'),
    revokedAt: momentSchema.nullable(),
  })
  .meta({ id: 'Key' });

const tags = ['keys'];
const config = { needs: 'keys:manage' } as const;

/** Keys for other systems. */
export function keyRoutes(app: App, shop: ServedShop): void {
  const { folder, clock } = shop;
  app.get(
    '/keys',
    {
      config,
      schema: {
        tags,
        response: { 200: z.object({ keys: z.array(keySchema), scopes: z.array(z.string()) }) },
      },
    },
    async () => ({
      keys: (await listKeys(folder.database().reader)).map((key) => ({
        ...key,
        scopes: [...key.scopes],
        createdAt: isoMoment(key.createdAt),
        lastUsedAt: isoMoment(key.lastUsedAt),
        revokedAt: isoMoment(key.revokedAt),
      })),
      scopes: [...scopes],
    }),
  );

  app.post(
    '/keys',
    {
      config,
      schema: {
        tags,
        body: z.object({ name: z.string(), scopes: z.array(z.string()) }),
        response: {
          201: z.object({ id: z.string(), key: z.string().describe('shown this once') }),
          '4xx': problemsSchema,
        },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      if (caller.kind !== 'user')
        return decline('forbidden', '密钥由用户登录后创建', 'keys are made by a user who is signed in');
      const { keyId, key } = await createKey(folder, {
        ...request.body,
        userId: caller.userId,
        now: clock(),
      });
      const { name, scopes: opened } = request.body;
      await noted(shop, request, {
        action: 'key-made',
        subject: name,
        detail: { id: String(keyId), scopes: opened },
      });
      return await reply.code(201).send({ id: String(keyId), key });
    },
  );

  app.delete(
    '/keys/:id',
    { config, schema: { tags, params: idParams, response: { 204: z.null(), '4xx': problemsSchema } } },
    async (request, reply) => {
      await revokeKey(folder, numberOf(request.params), clock());
      await noted(shop, request, { action: 'key-revoked', detail: { id: request.params.id } });
      return await reply.code(204).send(null);
    },
  );
}
