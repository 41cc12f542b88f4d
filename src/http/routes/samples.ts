import { z } from 'zod';
import { day } from '../../domain/calendar.ts';
import { authorName } from '../../features/access/author-name.ts';
import type { Jobs } from '../../features/jobs/jobs.ts';
import { type SampledShop, sampleInto } from '../../features/sample/sample-into.ts';
import { sampleResult } from '../../features/sample/sample-result.ts';
import type { App } from '../app.ts';
import { askedDaySchema } from '../day-schema.ts';
import { callerOf } from '../identify.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

/** A made-up shop to try everything with; only into an empty data folder. */
export function sampleRoutes(app: App, { folder, seal, clock }: ServedShop, jobs: Jobs): void {
  app.post(
    '/samples',
    {
      config: { needs: 'imports:run' },
      schema: {
        tags: ['samples'],
        body: z.object({
          customers: z.number().int().min(1).max(1_000_000).default(1000),
          orders: z.number().int().min(0).max(10_000_000).default(10_000),
          seed: z
            .number()
            .int()
            .min(0)
            .max(2 ** 31)
            .default(1)
            .describe('the same seed makes the same shop'),
          until: askedDaySchema.optional().describe('the last day; without it yesterday'),
        }),
        response: { 202: z.object({ job: z.string() }), '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const { lang, body } = request;
      const author = authorName(callerOf(request));
      const { id } = jobs.start({
        kind: 'sample',
        work: async ({ signal, progress }) => {
          const made: SampledShop = await sampleInto(folder, {
            ...{ ...body, until: body.until === undefined ? null : day(body.until) },
            ...{ seal, lang, author, clock, signal, progress },
          });
          return sampleResult(made, lang);
        },
      });
      return await reply.code(202).send({ job: id });
    },
  );
}
