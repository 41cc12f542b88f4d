import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { decline } from '../../domain/app-error.ts';
import { authorise } from '../../features/access/authorise.ts';
import type { ImportResult } from '../../features/imports/import-result.ts';
import type { KeptErrorFiles } from '../../features/imports/kept-error-files.ts';
import type { Jobs } from '../../features/jobs/jobs.ts';
import type { App } from '../app.ts';
import { errorFilesOf } from '../error-files.ts';
import { callerOf } from '../identify.ts';
import { noted } from '../noted.ts';
import type { ServedShop } from '../served-shop.ts';

const config = { needs: 'imports:run' } as const;
const position = z.coerce.number().int().min(0).describe('which of the files, from 0');
const produces = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];

/** Rows that could not be taken, in the layout of their own file with the reasons, to be mended and imported alone (R006). */
export function errorFileRoutes(app: App, shop: ServedShop, jobs: Jobs): void {
  app.get(
    '/imports/:id/error-files/:position',
    {
      config,
      schema: {
        tags: ['imports'],
        params: z.object({ id: z.string().regex(/^\d{1,18}$/), position }),
        produces,
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      return await send(shop, request, reply, errorFilesOf(shop, false), id, request.params.position);
    },
  );

  app.get(
    '/jobs/:job/error-files/:position',
    { config, schema: { tags: ['jobs'], params: z.object({ job: z.string(), position }), produces } },
    async (request, reply) => {
      const { id, result } = jobs.find(request.params.job);
      const { importId = null } = (result ?? {}) as Partial<ImportResult>;
      const kept = errorFilesOf(shop, importId === null);
      return await send(shop, request, reply, kept, importId ?? id, request.params.position);
    },
  );
}

/** Such rows hold contact data in full. */
async function send(
  shop: ServedShop,
  request: FastifyRequest,
  reply: FastifyReply,
  kept: KeptErrorFiles,
  of: string,
  position: number,
): Promise<FastifyReply> {
  authorise(callerOf(request), 'customers:read-contact');
  const file = (await kept.list(of)).find((each) => each.position === position);
  if (file === undefined) {
    return decline(
      'not-found',
      '没有这个错误文件，或它已过期删除',
      'there is no such error file, or it has been deleted by now',
    );
  }
  const { name, rows } = file;
  await noted(shop, request, { action: 'error-file-read', subject: name, detail: { of, rows } });
  const isBook = name.endsWith('.xlsx');
  return await reply
    .type(isBook ? (produces[1] ?? '') : 'text/csv')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .send(kept.read(of, position));
}
