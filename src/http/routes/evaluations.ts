import { z } from 'zod';
import { type Day, readDay } from '../../domain/calendar.ts';
import { refuse } from '../../domain/problem.ts';
import { authorName } from '../../features/access/author-name.ts';
import { evaluateAll } from '../../features/evaluations/evaluate-all.ts';
import { readFreshness } from '../../features/evaluations/freshness.ts';
import { findEvaluation, listEvaluations } from '../../features/evaluations/list-evaluations.ts';
import { listDailyRuns } from '../../features/evaluations/record-daily-run.ts';
import type { App } from '../app.ts';
import { evaluationSchema, evaluationView, freshnessSchema, freshnessView } from '../evaluation-schemas.ts';
import { callerOf } from '../identify.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['evaluations'];
const DAYS_SHOWN = 30;

const dailyRunSchema = z.object({
  day: z.string(),
  state: z
    .enum(['done', 'missed', 'made-up', 'failed'])
    .describe('failed: it is tried again; made-up: a later evaluation stands in for it'),
  evaluation: z.string().nullable(),
  message: z.string().nullable().describe('why it failed'),
});

/** Grading everybody, and how current the grades are. */
export function evaluationRoutes(app: App, { folder, clock, onFault }: ServedShop): void {
  const reader = () => folder.database().reader;

  app.get(
    '/evaluations',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        response: {
          200: z.object({
            evaluations: z.array(evaluationSchema).describe('the newest first'),
            freshness: freshnessSchema,
            dailyRuns: z.array(dailyRunSchema).describe('the newest first'),
          }),
        },
      },
    },
    async () => ({
      evaluations: (await listEvaluations(reader())).map(evaluationView),
      freshness: freshnessView(await readFreshness(reader(), clock())),
      dailyRuns: (await listDailyRuns(reader(), DAYS_SHOWN)).map(({ day, state, evaluation, message }) => ({
        day,
        state,
        evaluation: evaluation === null ? null : String(evaluation),
        message,
      })),
    }),
  );

  app.post(
    '/evaluations',
    {
      config: { needs: 'evaluations:run' },
      schema: {
        tags,
        body: z
          .object({ asOf: z.string().optional().describe('YYYY-MM-DD; without it today') })
          .nullish()
          .describe('grades everybody and answers when that is done'),
        response: { 201: evaluationSchema, '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const author = authorName(callerOf(request));
      const { id } = await evaluateAll(folder, { asOf: asOfDay(request.body?.asOf), clock, author, onFault });
      const found = await findEvaluation(reader(), id);
      if (found === null) throw new Error(`evaluation ${id} was not kept`);
      return await reply.code(201).send(evaluationView(found));
    },
  );
}

function asOfDay(written: string | undefined): Day | null {
  if (written === undefined) return null;
  return (
    readDay(written) ??
    refuse(
      'bad-date',
      'asOf',
      `没有“${written}”这一天；请写成 2026-01-31 的样子`,
      `there is no day “${written}”; write it like 2026-01-31`,
    )
  );
}
