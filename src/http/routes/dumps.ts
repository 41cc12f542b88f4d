import { z } from 'zod';
import { authorName } from '../../features/access/author-name.ts';
import { bringBack } from '../../features/dump/bring-back.ts';
import { partNames } from '../../features/dump/parts.ts';
import type { Uploads } from '../../features/imports/uploads.ts';
import type { App } from '../app.ts';
import { callerOf } from '../identify.ts';
import { problemsSchema } from '../problems.ts';
import { senderOf } from '../sender.ts';
import type { ServedShop } from '../served-shop.ts';

const uploadOf = z
  .string()
  .optional()
  .describe('id of an upload: JSON lines, as `POST /exports` writes them');
const eachPart = <Each extends z.ZodType>(each: Each) =>
  z.object({ fields: each, schemes: each, overrides: each, forms: each, submissions: each }).strict();

/** What people decided, from a full dump into a new installation. */
export function dumpRoutes(app: App, { folder, seal, clock }: ServedShop, uploads: Uploads): void {
  app.post(
    '/dumps',
    {
      config: { needs: 'settings:write' },
      schema: {
        tags: ['imports'],
        description:
          'Brings back what a full dump holds beside the lists that are imported, all of it or nothing: fields and standards before the customers and orders, what was set by hand and what came by forms after them. Nobody may have been graded yet, and none of it be there.',
        body: eachPart(uploadOf),
        response: {
          201: eachPart(z.number().optional()).describe('rows that were kept'),
          '4xx': problemsSchema,
        },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const caller = callerOf(request);
      const given = partNames.flatMap((name) => {
        const id = body[name];
        return id === undefined ? [] : [{ name, id }];
      });
      const found = uploads.find(
        given.map(({ id }) => id),
        senderOf(caller),
      );
      const files = Object.fromEntries(given.map(({ name }, index) => [name, found[index]]));
      const kept = await bringBack(folder, seal, { files, author: authorName(caller), at: clock() });
      await uploads.discard(given.map(({ id }) => id));
      return await reply.code(201).send(kept);
    },
  );
}
