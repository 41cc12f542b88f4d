import { z } from 'zod';
import { exportCustomers, exportFormats } from '../../features/exports/export-customers.ts';
import type { App } from '../app.ts';
import { noted } from '../noted.ts';
import { problemsSchema } from '../problems.ts';
import { sendMadeFile } from '../send-made-file.ts';
import type { ServedShop } from '../served-shop.ts';

/** What is kept, as files: contact data masked. */
export function exportRoutes(app: App, shop: ServedShop): void {
  app.get(
    '/exports/customers',
    {
      config: { needs: 'exports:run' },
      schema: {
        tags: ['exports'],
        description:
          'A file with a row for each customer: tier, metrics and what is missing to the next tier.',
        querystring: z.object({ format: z.enum(exportFormats).default('csv') }),
        response: { '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const { lang, visibility } = request;
      const { format } = request.query;
      const make = async (out: string, signal: AbortSignal): Promise<void> => {
        const made = await exportCustomers(shop.folder, { out, lang, signal, visibility });
        const { customers, evaluation } = made;
        await noted(shop, request, { action: 'customers-exported', detail: { format, customers } });
        reply.header('tierbook-customers', String(customers));
        if (evaluation !== null) reply.header('tierbook-evaluation', String(evaluation));
      };
      return await sendMadeFile(shop, reply, { name: 'customers', format, make });
    },
  );
}
