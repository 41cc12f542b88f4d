import { z } from 'zod';
import type { FileForm } from '../../features/exports/write-file.ts';
import { customerQuality } from '../../features/quality/customer-quality.ts';
import { listFailing } from '../../features/quality/list-failing.ts';
import { listFailingOrders } from '../../features/quality/list-failing-orders.ts';
import { keepFirst, readQualityDays } from '../../features/quality/quality-days.ts';
import { writeQualityFile } from '../../features/quality/quality-file.ts';
import { readQuality } from '../../features/quality/read-quality.ts';
import type { App } from '../app.ts';
import { customerRowSchema, pageQuerySchema } from '../customer-schemas.ts';
import { askedFile, fileQuery } from '../file-form.ts';
import { idParams, numberOf } from '../id-params.ts';
import { noted } from '../noted.ts';
import { problemsSchema } from '../problems.ts';
import {
  customerQualitySchema,
  failingOrderSchema,
  qualitySchema,
  writtenCustomerQuality,
  writtenQuality,
} from '../quality-schemas.ts';
import { sendMadeFile } from '../send-made-file.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['quality'];
const config = { needs: 'customers:read' } as const;
const checkParams = z.object({ check: z.string().max(100).describe('its id') });

/** How far the data can be trusted, and who fails which check. A rep's are those he is the owner of. */
export function qualityRoutes(app: App, shop: ServedShop): void {
  const { folder, seal, clock } = shop;

  app.get(
    '/quality',
    {
      config,
      schema: {
        tags,
        description: 'What the checks find now, and how it was on earlier days.',
        response: { 200: qualitySchema, '4xx': problemsSchema },
      },
    },
    async ({ visibility }) => {
      const quality = await readQuality(folder, visibility, clock());
      if ('owner' in visibility) return writtenQuality(quality, []);
      await keepFirst(folder, quality);
      return writtenQuality(quality, await readQualityDays(folder.database().reader));
    },
  );

  app.get(
    '/quality/:check/customers',
    {
      config,
      schema: {
        tags,
        params: checkParams,
        querystring: pageQuerySchema,
        description: 'Who fails a check, those who spent most first.',
        response: {
          200: z.object({ customers: z.array(customerRowSchema), next: z.string().nullable() }),
          '4xx': problemsSchema,
        },
      },
    },
    async ({ params, query: { limit, after = null }, visibility }) => {
      const asked = { check: params.check, visibility, limit, after, now: clock() };
      const { customers, next } = await listFailing(folder, seal, asked);
      return { customers: [...customers], next };
    },
  );

  app.get(
    '/quality/:check/orders',
    {
      config,
      schema: {
        tags,
        params: checkParams,
        querystring: pageQuerySchema,
        description: 'The orders that fail a check of orders, the latest first.',
        response: {
          200: z.object({ orders: z.array(failingOrderSchema), next: z.string().nullable() }),
          '4xx': problemsSchema,
        },
      },
    },
    async ({ params, query: { limit, after = null }, visibility }) => {
      const asked = { check: params.check, visibility, limit, after, now: clock() };
      const { orders, next } = await listFailingOrders(folder, seal, asked);
      return { orders: [...orders], next };
    },
  );

  app.get(
    '/quality/:check/file',
    {
      config: { needs: 'exports:run' },
      schema: {
        tags,
        params: checkParams,
        description: 'A file with a row for each customer who fails, or each order of a check of orders.',
        querystring: fileQuery,
        response: { '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const { visibility, params, query } = request;
      const { check } = params;
      const make = async (form: FileForm, signal: AbortSignal): Promise<void> => {
        const rows = await writeQualityFile(folder, { check, visibility, form, signal, now: clock() });
        const detail = { format: query.format, quality: check, rows };
        await noted(shop, request, { action: 'customers-exported', detail });
        reply.header('tierbook-rows', String(rows));
      };
      return await sendMadeFile(shop, reply, { name: check, file: askedFile(query), make });
    },
  );

  app.get(
    '/customers/:id/quality',
    {
      config,
      schema: {
        tags,
        params: idParams,
        description: "How far one customer's data can be trusted.",
        response: { 200: customerQualitySchema, '4xx': problemsSchema },
      },
    },
    async ({ params, visibility }) =>
      writtenCustomerQuality(await customerQuality(folder, visibility, numberOf(params), clock())),
  );
}
