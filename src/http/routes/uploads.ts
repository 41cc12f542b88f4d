import type { Readable } from 'node:stream';
import { z } from 'zod';
import { MOST_BYTES, type Uploads } from '../../features/imports/uploads.ts';
import type { App } from '../app.ts';
import { callerOf } from '../identify.ts';
import { problemsSchema } from '../problems.ts';
import { senderOf } from '../sender.ts';

const tags = ['imports'];
const config = { needs: 'imports:run' } as const;

/** Files on their way in: each belongs to who sent it and is gone after use or after a day. */
export function uploadRoutes(app: App, uploads: Uploads): void {
  app.register(async (scope) => {
    // Whatever its type: the file's own bytes, never held in memory.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', async (_: unknown, payload: unknown) => payload);
    (scope as App).post(
      '/uploads',
      {
        config,
        bodyLimit: MOST_BYTES,
        schema: {
          tags,
          consumes: ['application/octet-stream'],
          querystring: z.object({ name: z.string().min(1).max(500).describe("the file's name") }),
          response: {
            201: z.object({ id: z.string(), name: z.string(), bytes: z.number() }),
            '4xx': problemsSchema,
          },
        },
      },
      async (request, reply) => {
        const content = (request.body ?? request.raw) as Readable;
        const { id, name, bytes } = await uploads.receive(
          content,
          request.query.name,
          senderOf(callerOf(request)),
        );
        return await reply.code(201).send({ id, name, bytes });
      },
    );
  });

  app.delete(
    '/uploads/:upload',
    {
      config,
      schema: {
        tags,
        params: z.object({ upload: z.string() }),
        response: { 204: z.null(), '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const found = uploads.find([request.params.upload], senderOf(callerOf(request)));
      await uploads.discard(found.map(({ id }) => id));
      return await reply.code(204).send(null);
    },
  );
}
