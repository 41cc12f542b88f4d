import { z } from 'zod';
import { authorName } from '../../features/access/author-name.ts';
import { forgetMapping, readMappings } from '../../features/imports/kept-mappings.ts';
import type { App } from '../app.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { keptMappingSchema } from '../import-schemas.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['imports'];
const config = { needs: 'imports:run' } as const;

/** Mappings that were settled by hand and hold for the next files like theirs (R006). */
export function keptMappingRoutes(app: App, { folder, clock }: ServedShop): void {
  app.get(
    '/imports/mappings',
    {
      config,
      schema: { tags, response: { 200: z.object({ mappings: z.array(keptMappingSchema) }) } },
    },
    async () => {
      const kept = await readMappings(folder.database().reader);
      return { mappings: kept.map((one) => ({ ...one, id: String(one.id) })) };
    },
  );

  app.delete(
    '/imports/mappings/:id',
    {
      config,
      schema: {
        tags,
        params: idParams,
        description: 'Files with this header are read by the names of their columns again.',
        response: { 204: z.null(), '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const author = authorName(callerOf(request));
      await forgetMapping(folder, numberOf(request.params), { author, at: clock() });
      return await reply.code(204).send(null);
    },
  );
}
