import { z } from 'zod';
import { authorName } from '../../features/access/author-name.ts';
import { evaluationResult, filesOf } from '../../features/imports/import-result.ts';
import type { Jobs } from '../../features/jobs/jobs.ts';
import { sampleInto } from '../../features/sample/sample-into.ts';
import type { App } from '../app.ts';
import { callerOf } from '../identify.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

const SEED = 1;

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
          const made = await sampleInto(folder, {
            ...{ ...body, seed: SEED, until: null, seal, lang, author, clock, signal, progress },
          });
          return {
            customers: { outcome: made.customers.outcome, files: filesOf(made.customers, lang) },
            orders: { outcome: made.orders.outcome, files: filesOf(made.orders, lang) },
            evaluation: evaluationResult(made.evaluation),
          };
        },
      });
      return await reply.code(202).send({ job: id });
    },
  );
}
