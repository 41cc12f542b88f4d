import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { FileForm } from '../../features/exports/write-file.ts';
import { countWaiting, listOverrides, type OverrideQuery } from '../../features/ledger/list-overrides.ts';
import { writeOverrideFile } from '../../features/ledger/override-file.ts';
import type { App } from '../app.ts';
import { askedFile, fileQuery } from '../file-form.ts';
import { noted } from '../noted.ts';
import {
  overridePageQuerySchema,
  overridePageSchema,
  overrideQuerySchema,
  writtenOverridePage,
} from '../override-schemas.ts';
import { problemsSchema } from '../problems.ts';
import { sendMadeFile } from '../send-made-file.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['ledger'];
const config = { needs: 'customers:read' } as const;

/** Everything set by hand over the whole business, for whoever oversees it; a rep's are those of his own customers. */
export function overrideListRoutes(app: App, shop: ServedShop): void {
  const { folder, seal, clock } = shop;

  app.get(
    '/overrides',
    {
      config,
      schema: {
        tags,
        description: 'Overrides and freezes of all customers, by the day they end.',
        querystring: overridePageQuerySchema,
        response: { 200: overridePageSchema, '4xx': problemsSchema },
      },
    },
    async (request) => {
      const { limit, after = null, sort } = request.query;
      const page = { ...queryOf(request, clock()), latestFirst: sort === '-ends', limit, after };
      return writtenOverridePage(await listOverrides(folder, seal, page));
    },
  );

  app.get(
    '/overrides/waiting',
    {
      config,
      schema: {
        tags,
        description: 'How many wait for approval.',
        response: { 200: z.object({ count: z.number() }), '4xx': problemsSchema },
      },
    },
    async ({ visibility }) => ({ count: await countWaiting(folder, visibility, clock()) }),
  );

  app.get(
    '/overrides/file',
    {
      config: { needs: 'exports:run' },
      schema: {
        tags,
        description: 'A file with a row for each override and freeze.',
        querystring: overrideQuerySchema.extend(fileQuery.shape),
        response: { '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const { lang } = request;
      const file = askedFile(request.query);
      const make = async (form: FileForm, signal: AbortSignal): Promise<void> => {
        const asked = { ...queryOf(request, clock()), form, lang, signal };
        const overrides = await writeOverrideFile(folder, seal, asked);
        await noted(shop, request, {
          action: 'customers-exported',
          detail: { format: form.format, overrides },
        });
        reply.header('tierbook-overrides', String(overrides));
      };
      return await sendMadeFile(shop, reply, { name: 'overrides', file, make });
    },
  );
}

function queryOf(
  {
    query,
    visibility,
  }: Pick<FastifyRequest, 'visibility'> & { readonly query: z.infer<typeof overrideQuerySchema> },
  now: number,
): OverrideQuery {
  const { state = null, kind = null, tier = null, owner = null, author = null, within } = query;
  return { visibility, state, kind, tier, owner, author, within, now };
}
