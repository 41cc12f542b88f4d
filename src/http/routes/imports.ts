import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { askerOf } from '../../features/access/asker.ts';
import { authorName } from '../../features/access/author-name.ts';
import { newToken } from '../../features/access/tokens.ts';
import { importFields } from '../../features/imports/import-fields.ts';
import { shopContext } from '../../features/imports/import-into-shop.ts';
import type { KeptImports } from '../../features/imports/kept-imports.ts';
import { readMappings } from '../../features/imports/kept-mappings.ts';
import { listImports } from '../../features/imports/list-imports.ts';
import type { SourceFile } from '../../features/imports/open-tables.ts';
import { previewImport } from '../../features/imports/preview-import.ts';
import type { Upload, Uploads } from '../../features/imports/uploads.ts';
import type { Jobs } from '../../features/jobs/jobs.ts';
import { readCustomFields } from '../../features/register/custom-fields.ts';
import { isoMoment } from '../../features/register/recording.ts';
import type { App } from '../app.ts';
import { errorFilesOf } from '../error-files.ts';
import { callerOf } from '../identify.ts';
import { importOrder } from '../import-job.ts';
import { importRequest, importsSchema, previewRequest, previewSchema } from '../import-schemas.ts';
import { problemsSchema } from '../problems.ts';
import { senderOf } from '../sender.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['imports'];
const config = { needs: 'imports:run' } as const;

/** Files into the register (R006): looked at first, then read by a job. */
export function importRoutes(
  app: App,
  shop: ServedShop,
  jobs: Jobs,
  { uploads, imports }: { readonly uploads: Uploads; readonly imports: KeptImports },
): void {
  const { folder } = shop;
  const sent = (request: FastifyRequest, ids: readonly string[]): readonly Upload[] =>
    uploads.find(ids, senderOf(callerOf(request)));

  app.post(
    '/imports/previews',
    {
      config,
      schema: { tags, body: previewRequest, response: { 200: previewSchema, '4xx': problemsSchema } },
    },
    async (request) => {
      const { kind, map = {}, leave = [], preset, dates } = request.body;
      const { withoutBuyer = null, remembered = true } = request.body;
      const files = readAs(sent(request, request.body.uploads), request.body.reading);
      const custom = await readCustomFields(folder.database().reader);
      const context = await shopContext(folder, dates);
      const scratch = await mkdtemp(join(folder.exchange, 'preview-'));
      const { signal } = new AbortController();
      try {
        const settled = new Map(Object.entries(map));
        const kept = remembered ? await readMappings(folder.database().reader) : [];
        const chosen = { kind, files, settled, leave, preset, withoutBuyer, kept };
        const found = await previewImport({
          ...chosen,
          custom,
          context,
          lang: request.lang,
          scratch,
          signal,
        });
        return {
          files: found.map((file, index) => ({
            ...{ upload: files[index]?.id ?? '', ...file },
            kept: file.kept && { ...file.kept, id: String(file.kept.id) },
          })),
          fields: importFields(kind, custom),
        };
      } finally {
        await rm(scratch, { recursive: true, force: true });
      }
    },
  );

  app.post(
    '/imports',
    {
      config,
      schema: {
        tags,
        body: importRequest,
        response: { 202: z.object({ job: z.string() }), '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const { uploads: ids, reading, ...chosen } = request.body;
      const files = readAs(sent(request, ids), reading);
      const { lang } = request;
      const by = { asker: askerOf(callerOf(request)), author: authorName(callerOf(request)) };
      const asked = { job: newToken(), startedAt: shop.clock(), lang, ...by, chosen };
      const kept = await imports.keep(asked, files);
      jobs.start(importOrder(shop, imports, kept, async () => await uploads.discard(ids)));
      return await reply.code(202).send({ job: kept.job });
    },
  );

  app.get('/imports', { config, schema: { tags, response: { 200: importsSchema } } }, async () => {
    const imports = await listImports(folder.database().reader);
    const files = errorFilesOf(shop, false);
    const kept = await files.kept();
    return {
      imports: await Promise.all(
        imports.map(async ({ id, report, ...row }) => ({
          ...{ ...row, id: String(id), report },
          startedAt: isoMoment(row.startedAt),
          finishedAt: isoMoment(row.finishedAt),
          // Imports of earlier versions do not say which files they left.
          errorFiles: kept.has(String(id)) ? (report?.errorFiles ?? (await files.list(String(id)))) : [],
        })),
      ),
    };
  });
}

/** Uploads, each with how it was chosen to be read. */
function readAs(
  uploads: readonly Upload[],
  reading: z.infer<typeof previewRequest>['reading'] = {},
): readonly (Upload & SourceFile)[] {
  return uploads.map((upload) => ({ ...upload, ...reading[upload.id] }));
}
