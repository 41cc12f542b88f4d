import { z } from 'zod';
import { day } from '../../domain/calendar.ts';
import { authorName } from '../../features/access/author-name.ts';
import { compareSchemes } from '../../features/schemes/compare-schemes.ts';
import { endPublication } from '../../features/schemes/end-publication.ts';
import { listPublications } from '../../features/schemes/list-publications.ts';
import type { App } from '../app.ts';
import { askedDaySchema } from '../day-schema.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { noted } from '../noted.ts';
import { problemsSchema } from '../problems.ts';
import {
  differenceSchema,
  differenceView,
  publicationSchema,
  publicationView,
} from '../publication-schemas.ts';
import { anySchemeSchema } from '../scheme-schemas.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['schemes'];
const read = { needs: 'customers:read' } as const;
const listSchema = z.object({ publications: z.array(publicationSchema).describe('the last one first') });

/** When which standard holds, and what changes from one to another. */
export function publicationRoutes(app: App, shop: ServedShop): void {
  const { folder, clock } = shop;
  const reader = () => folder.database().reader;
  const listed = async () => ({
    publications: (await listPublications(reader(), clock())).map(publicationView),
  });

  app.get(
    '/publications',
    {
      config: read,
      schema: {
        tags,
        description: 'Who put which version in force when, from which day on and, for a season, until which.',
        response: { 200: listSchema },
      },
    },
    listed,
  );

  app.put(
    '/publications/:id/end',
    {
      config: { needs: 'schemes:publish' },
      schema: {
        tags,
        description: 'Calls a planned publication off, or ends a season early.',
        params: idParams,
        body: z.object({
          lastDay: askedDaySchema
            .optional()
            .describe(
              'without it a season that has begun ended yesterday, and one that has not never begins',
            ),
        }),
        response: { 200: listSchema, '4xx': problemsSchema },
      },
    },
    async (request) => {
      const asked = request.body.lastDay;
      const author = authorName(callerOf(request));
      const lastDay = asked === undefined ? null : day(asked);
      const ended = await endPublication(folder, numberOf(request.params), { author, at: clock(), lastDay });
      await noted(shop, request, {
        action: 'publication-ended',
        subject: `${ended.scheme}@${ended.version}`,
        detail: { startsOn: ended.startsOn, endsOn: ended.endsOn, lastDay: ended.lastDay },
      });
      return await listed();
    },
  );

  app.post(
    '/schemes/differences',
    {
      config: read,
      schema: {
        tags,
        description: 'What changes from one standard to another, in words.',
        body: z.object({
          from: anySchemeSchema.nullable().default(null).describe('null: the one in force'),
          to: anySchemeSchema,
        }),
        response: { 200: differenceSchema, '4xx': problemsSchema },
      },
    },
    async ({ body }) => differenceView(await compareSchemes(reader(), body.from, body.to, clock())),
  );
}
