import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { dayOf } from '../../domain/calendar.ts';
import {
  type ExportFormat,
  exportCustomers,
  exportFormats,
} from '../../features/exports/export-customers.ts';
import { businessOf } from '../../features/schemes/business.ts';
import type { App } from '../app.ts';
import { noted } from '../noted.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
} as const satisfies Record<ExportFormat, string>;

/** What is kept, as files: contact data masked. */
export function exportRoutes(app: App, shop: ServedShop): void {
  const { folder, clock } = shop;
  app.get(
    '/exports/customers',
    {
      config: { needs: 'exports:run' },
      schema: {
        tags: ['exports'],
        description:
          'A file with a row for each customer: tier, metrics and what is missing to the next tier.',
        querystring: z.object({ format: z.enum(exportFormats).default('csv') }),
        response: { 200: z.unknown().describe('the file'), '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const { lang, visibility } = request;
      const { format } = request.query;
      const place = await mkdtemp(join(folder.exchange, 'export-'));
      try {
        const file = join(place, `customers.${format}`);
        const signal = gone(reply);
        const { customers, evaluation } = await exportCustomers(folder, {
          out: file,
          lang,
          signal,
          visibility,
        });
        await noted(shop, request, { action: 'customers-exported', detail: { format, customers } });
        const { timeZone } = await businessOf(folder.database().reader);
        reply.header(
          'content-disposition',
          `attachment; filename="customers-${dayOf(clock(), timeZone)}.${format}"`,
        );
        reply.header('tierbook-customers', String(customers));
        if (evaluation !== null) reply.header('tierbook-evaluation', String(evaluation));
        reply.header('content-length', (await stat(file)).size);
        const bytes = createReadStream(file);
        bytes.once('close', () => void rm(place, { recursive: true, force: true }));
        return await reply.type(types[format]).send(bytes);
      } catch (error) {
        await rm(place, { recursive: true, force: true });
        throw error;
      }
    },
  );
}

/** Aborted when nobody waits for the answer any more. */
function gone(reply: FastifyReply): AbortSignal {
  const ending = new AbortController();
  reply.raw.once('close', () => ending.abort(new Error('the connection was closed')));
  return ending.signal;
}
