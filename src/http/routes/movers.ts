import { z } from 'zod';
import { day } from '../../domain/calendar.ts';
import { readWrittenScheme } from '../../features/schemes/written-scheme.ts';
import { simulate } from '../../features/simulations/simulate.ts';
import type { App } from '../app.ts';
import { askedDaySchema } from '../day-schema.ts';
import { noted } from '../noted.ts';
import { problemsSchema } from '../problems.ts';
import { writtenSchemeSchema } from '../scheme-schemas.ts';
import { sendMadeFile } from '../send-made-file.ts';
import type { ServedShop } from '../served-shop.ts';

/** The customers whose tier a draft would change, by name. */
export function moverRoutes(app: App, shop: ServedShop): void {
  app.post(
    '/simulations/movers',
    {
      config: { needs: 'exports:run' },
      schema: {
        tags: ['simulations'],
        description:
          'A file with a row for each customer whose tier would be another, and why not a higher one.',
        querystring: z.object({ format: z.enum(['csv', 'xlsx', 'json']).default('csv') }),
        body: z.intersection(writtenSchemeSchema, z.object({ asOf: askedDaySchema.optional() })),
        response: { '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const { asOf, ...written } = request.body;
      const { format } = request.query;
      const { scheme: draft } = await readWrittenScheme(written);
      const make = async (out: string, signal: AbortSignal): Promise<void> => {
        const at = asOf === undefined ? null : day(asOf);
        const { lang } = request;
        const { moves } = await simulate(shop.folder, { draft, asOf: at, out, lang, signal, step: () => {} });
        const detail = { format, movers: moves.moved };
        await noted(shop, request, { action: 'customers-exported', detail });
      };
      return await sendMadeFile(shop, reply, { name: 'movers', format, make });
    },
  );
}
