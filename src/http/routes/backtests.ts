import { z } from 'zod';
import { day } from '../../domain/calendar.ts';
import { backtest } from '../../features/backtest/backtest.ts';
import { backtestJson } from '../../features/backtest/backtest-json.ts';
import { planBacktest } from '../../features/backtest/plan-backtest.ts';
import type { Jobs } from '../../features/jobs/jobs.ts';
import { readWrittenScheme } from '../../features/schemes/written-scheme.ts';
import type { App } from '../app.ts';
import { backtestRequest, type backtestSchema } from '../backtest-schema.ts';
import { problemsSchema } from '../problems.ts';
import { refuseOwn } from '../refuse-own.ts';
import type { ServedShop } from '../served-shop.ts';

/** How a draft would have graded the past, and how well its tiers foretold what came. */
export function backtestRoutes(app: App, { folder, clock }: ServedShop, jobs: Jobs): void {
  app.post(
    '/backtests',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags: ['simulations'],
        description: 'The job results in a `Backtest`.',
        body: backtestRequest,
        response: { 202: z.object({ job: z.string() }), '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      if ('owner' in request.visibility) refuseOwn();
      const { from, to, every, ...written } = request.body;
      const { scheme: draft } = await readWrittenScheme(written);
      const asked = { draft, from: day(from), to: day(to), every, now: clock() };
      const plan = await planBacktest(folder, asked);
      const { id } = jobs.start({
        kind: 'backtest',
        work: async (watching): Promise<z.infer<typeof backtestSchema>> =>
          backtestJson(await backtest(folder, plan, watching)),
      });
      return await reply.code(202).send({ job: id });
    },
  );
}
