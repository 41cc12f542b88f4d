import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { authorName } from '../../features/access/author-name.ts';
import { importFields } from '../../features/imports/import-fields.ts';
import { shopContext } from '../../features/imports/import-into-shop.ts';
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
export function importRoutes(app: App, shop: ServedShop, jobs: Jobs, uploads: Uploads): void {
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
      const { kind, map = {}, leave = [], preset } = request.body;
      const files = readAs(sent(request, request.body.uploads), request.body.reading);
      const custom = await readCustomFields(folder.database().reader);
      const context = await shopContext(folder, undefined);
      const scratch = await mkdtemp(join(folder.exchange, 'preview-'));
      const { signal } = new AbortController();
      try {
        const settled = new Map(Object.entries(map));
        const chosen = { kind, files, settled, leave, preset };
        const found = await previewImport({
          ...chosen,
          custom,
          context,
          lang: request.lang,
          scratch,
          signal,
        });
        return {
          files: found.map((file, index) => ({ upload: files[index]?.id ?? '', ...file })),
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
      const files = readAs(sent(request, request.body.uploads), request.body.reading);
      const author = authorName(callerOf(request));
      const { id } = jobs.start(
        importOrder(shop, uploads, { ...request.body, files, author, lang: request.lang }),
      );
      return await reply.code(202).send({ job: id });
    },
  );

  app.get('/imports', { config, schema: { tags, response: { 200: importsSchema } } }, async () => {
    const imports = await listImports(folder.database().reader);
    const kept = errorFilesOf(shop, false);
    const errorFiles = await Promise.all(imports.map(async ({ id }) => await kept.list(String(id))));
    return {
      imports: imports.map((row, index) => ({
        ...row,
        id: String(row.id),
        startedAt: isoMoment(row.startedAt),
        finishedAt: isoMoment(row.finishedAt),
        errorFiles: errorFiles[index] ?? [],
        undone: row.undone && { ...row.undone, at: isoMoment(row.undone.at) },
      })),
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
