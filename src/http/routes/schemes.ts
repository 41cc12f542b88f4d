import { z } from 'zod';
import { decline } from '../../domain/app-error.ts';
import { describeScheme } from '../../domain/describe/describe-scheme.ts';
import { authorName } from '../../features/access/author-name.ts';
import { isoMoment } from '../../features/register/recording.ts';
import {
  currentScheme,
  findScheme,
  holderChoices,
  listSchemes,
  type PublishedScheme,
  publishScheme,
} from '../../features/schemes/published-schemes.ts';
import { countedWarnings } from '../../features/schemes/scheme-warnings.ts';
import { checkWrittenScheme, readWrittenScheme } from '../../features/schemes/written-scheme.ts';
import type { App } from '../app.ts';
import { callerOf } from '../identify.ts';
import { momentSchema } from '../moment.ts';
import { noted } from '../noted.ts';
import { problemSchema, problemsSchema, said } from '../problems.ts';
import {
  saidSchemeSchema,
  saidView,
  schemeSchema,
  schemeView,
  schemeWarningSchema,
  writtenSchemeSchema,
} from '../scheme-schemas.ts';
import type { ServedShop } from '../served-shop.ts';
import { textSchema } from '../text-schema.ts';

const tags = ['schemes'];
const read = { needs: 'customers:read' } as const;
const publish = { needs: 'schemes:publish' } as const;

const publicationSchema = z.intersection(
  writtenSchemeSchema,
  z.object({
    holders: z
      .enum(holderChoices)
      .default('anew')
      .describe('those who would lose their tier: graded anew, kept until the period ends, or kept for good'),
  }),
);

const listingSchema = z.object({
  id: z.string(),
  version: z.number(),
  name: textSchema,
  publishedAt: momentSchema,
  author: z.string(),
  current: z.boolean(),
});

/** The published standards, and the way to a new one: check, then publish. */
export function schemeRoutes(app: App, shop: ServedShop): void {
  const { folder, seal, clock } = shop;
  const reader = () => folder.database().reader;
  const view = async (found: PublishedScheme | null) => {
    if (found === null)
      return decline('not-found', '没有发布过这个等级标准', 'no such standard was published');
    const current = await currentScheme(reader());
    return schemeView(found, current?.id === found.id && current.version === found.version);
  };

  app.get(
    '/schemes',
    { config: read, schema: { tags, response: { 200: z.object({ schemes: z.array(listingSchema) }) } } },
    async () => ({
      schemes: (await listSchemes(reader())).map((listing) => ({
        ...listing,
        publishedAt: isoMoment(listing.publishedAt),
      })),
    }),
  );

  app.get(
    '/schemes/current',
    { config: read, schema: { tags, response: { 200: schemeSchema, '4xx': problemsSchema } } },
    async () => await view(await currentScheme(reader())),
  );

  app.get(
    '/schemes/:scheme',
    {
      config: read,
      schema: {
        tags,
        params: z.object({ scheme: z.string() }),
        querystring: z.object({ version: z.coerce.number().int().positive().optional() }),
        response: { 200: schemeSchema, '4xx': problemsSchema },
      },
    },
    async ({ params, query }) => await view(await findScheme(reader(), params.scheme, query.version)),
  );

  app.post(
    '/schemes/checks',
    {
      config: read,
      schema: {
        tags,
        body: writtenSchemeSchema,
        response: {
          200: z.object({
            problems: z.array(problemSchema),
            warnings: z.array(schemeWarningSchema).describe('traps; none of them hinders a publication'),
            said: saidSchemeSchema.nullable(),
            document: z.unknown(),
          }),
          '4xx': problemsSchema,
        },
      },
    },
    async (request) => {
      const { problems, read: found } = await checkWrittenScheme(request.body);
      const { lang, visibility } = request;
      const warnings = found && (await countedWarnings(folder, { seal, visibility }, found, lang));
      return {
        problems: problems.map((problem) => said(problem, lang)),
        warnings: warnings ?? [],
        said: found === null ? null : saidView(describeScheme(found.scheme)),
        document: found?.document ?? null,
      };
    },
  );

  app.post(
    '/schemes',
    {
      config: publish,
      schema: {
        tags,
        body: publicationSchema,
        response: {
          200: z.object({ id: z.string(), version: z.number(), isNew: z.boolean() }),
          201: z.object({ id: z.string(), version: z.number(), isNew: z.boolean() }),
          '4xx': problemsSchema,
        },
      },
    },
    async (request, reply) => {
      const { document } = await readWrittenScheme(request.body);
      const { holders } = request.body;
      const author = authorName(callerOf(request));
      const done = await publishScheme(folder, { document, author, at: clock(), holders });
      if (done.isNew) {
        await noted(shop, request, { action: 'scheme-published', subject: `${done.id}@${done.version}` });
      }
      return await reply.code(done.isNew ? 201 : 200).send(done);
    },
  );
}
