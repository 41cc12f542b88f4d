import { z } from 'zod';
import { day } from '../../domain/calendar.ts';
import { describeScheme } from '../../domain/describe/describe-scheme.ts';
import { authorName } from '../../features/access/author-name.ts';
import { isoMoment } from '../../features/register/recording.ts';
import type { VersionName } from '../../features/schemes/compare-schemes.ts';
import {
  findScheme,
  listSchemes,
  type PublishedScheme,
  publishScheme,
  refuseUnknownVersion,
} from '../../features/schemes/published-schemes.ts';
import { countedWarnings } from '../../features/schemes/scheme-warnings.ts';
import { currentScheme } from '../../features/schemes/standard-in-force.ts';
import { holderChoices } from '../../features/schemes/standing.ts';
import { checkWrittenScheme, readWrittenScheme } from '../../features/schemes/written-scheme.ts';
import type { App } from '../app.ts';
import { askedDaySchema, daySchema } from '../day-schema.ts';
import { callerOf } from '../identify.ts';
import { momentSchema } from '../moment.ts';
import { noted } from '../noted.ts';
import { problemSchema, problemsSchema, said } from '../problems.ts';
import {
  anySchemeSchema,
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
  anySchemeSchema,
  z.object({
    holders: z
      .enum(holderChoices)
      .default('anew')
      .describe('those who would lose their tier: graded anew, kept until the period ends, or kept for good'),
    startsOn: askedDaySchema
      .optional()
      .describe('the first day on which it holds, today or later; without it today'),
    endsOn: askedDaySchema
      .optional()
      .describe('the last day of a season, after which the standard without it holds again'),
    returnHolders: z
      .enum(holderChoices)
      .optional()
      .describe('the same as holders when the season is over; without it they are graded anew'),
  }),
);

const publishedSchema = z.object({
  id: z.string(),
  version: z.number(),
  isNew: z.boolean().describe('false where it held anyway and nothing changes'),
  publication: z.string().nullable().describe('by which it can be called off or ended'),
  startsOn: daySchema,
  endsOn: daySchema.nullable(),
  inForceFrom: daySchema.describe('later than startsOn where a season has to end first'),
});

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
    if (found === null) return refuseUnknownVersion();
    return schemeView(found, await currentScheme(reader(), clock()));
  };

  const versionOf = async ({ id, version }: VersionName) =>
    version === undefined ? ((await findScheme(reader(), id)) ?? refuseUnknownVersion()) : { id, version };

  app.get(
    '/schemes',
    { config: read, schema: { tags, response: { 200: z.object({ schemes: z.array(listingSchema) }) } } },
    async () => ({
      schemes: (await listSchemes(reader(), clock())).map((listing) => ({
        ...listing,
        publishedAt: isoMoment(listing.publishedAt),
      })),
    }),
  );

  app.get(
    '/schemes/current',
    { config: read, schema: { tags, response: { 200: schemeSchema, '4xx': problemsSchema } } },
    async () => await view(await currentScheme(reader(), clock())),
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
          200: publishedSchema,
          201: publishedSchema,
          '4xx': problemsSchema,
        },
      },
    },
    async (request, reply) => {
      const { published, holders, startsOn, endsOn, returnHolders, ...written } = request.body;
      const what =
        published === undefined
          ? { document: (await readWrittenScheme(written)).document }
          : { version: await versionOf(published) };
      const done = await publishScheme(folder, {
        ...what,
        author: authorName(callerOf(request)),
        at: clock(),
        holders,
        startsOn: startsOn === undefined ? null : day(startsOn),
        endsOn: endsOn === undefined ? null : day(endsOn),
        ...(returnHolders === undefined ? {} : { returnHolders }),
      });
      if (done.isNew) {
        const detail = { startsOn: done.startsOn, endsOn: done.endsOn, holders };
        const subject = `${done.id}@${done.version}`;
        await noted(shop, request, { action: 'scheme-published', subject, detail });
      }
      const publication = done.publication === null ? null : String(done.publication);
      return await reply.code(done.isNew ? 201 : 200).send({ ...done, publication });
    },
  );
}
