import { createReadStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { z } from 'zod';
import { decline } from '../../domain/app-error.ts';
import type { Lang } from '../../domain/text.ts';
import type { Job, Jobs } from '../../features/jobs/jobs.ts';
import type { App } from '../app.ts';
import { rejectsOf } from '../import-job.ts';
import { problemSchema, problemsSchema, said } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';
import { textSchema } from '../text-schema.ts';

const jobSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['import', 'sample']),
    state: z.enum(['running', 'done', 'failed']),
    step: textSchema.nullable().describe('what is being done'),
    fraction: z.number().nullable().describe('how far the step is, 0 to 1'),
    startedAt: z.string().describe('ISO 8601, UTC'),
    result: z.unknown(),
    problems: z.array(problemSchema),
  })
  .meta({ id: 'Job' });

const tags = ['jobs'];
const config = { needs: 'imports:run' } as const;
const params = z.object({ job: z.string() });
const HEARTBEAT_MS = 15_000;

/** Long work: how far it is, what became of it. */
export function jobRoutes(app: App, shop: ServedShop, jobs: Jobs): void {
  app.get(
    '/jobs/:job',
    { config, schema: { tags, params, response: { 200: jobSchema, '4xx': problemsSchema } } },
    async (request) => jobView(jobs.find(request.params.job), request.lang),
  );

  app.get(
    '/jobs/:job/events',
    { config, schema: { tags, params, produces: ['text/event-stream'] } },
    async (request, reply) => {
      const events = jobEvents(jobs, request.params.job, request.lang);
      return await reply
        .type('text/event-stream; charset=utf-8')
        .header('x-accel-buffering', 'no')
        .send(events);
    },
  );

  app.get(
    '/jobs/:job/rejects',
    { config, schema: { tags, params, produces: ['text/csv'] } },
    async (request, reply) => {
      const { id } = jobs.find(request.params.job);
      const path = rejectsOf(shop, id);
      if (path === null) return decline('not-found', '没有被略过的行', 'no row was left out');
      return await reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="rejects.csv"')
        .send(createReadStream(path));
    },
  );

  app.delete(
    '/jobs/:job',
    { config, schema: { tags, params, response: { 202: z.null(), '4xx': problemsSchema } } },
    async (request, reply) => {
      jobs.cancel(request.params.job);
      return await reply.code(202).send(null);
    },
  );
}

function jobView(job: Job, lang: Lang): z.infer<typeof jobSchema> {
  return {
    ...job,
    startedAt: new Date(job.startedAt).toISOString(),
    problems: job.problems.map((each) => said(each, lang)),
  };
}

/** The job now and after every change, as server-sent events; ends with the job. */
function jobEvents(jobs: Jobs, id: string, lang: Lang): PassThrough {
  const stream = new PassThrough();
  const tell = (job: Job): void => {
    if (stream.writableEnded || stream.destroyed) return;
    stream.write(`event: job\ndata: ${JSON.stringify(jobView(job, lang))}\n\n`);
    if (job.state !== 'running') stream.end();
  };
  const stop = jobs.watch(id, tell);
  // Without a word for long, networks take the connection for dead.
  const heartbeat = setInterval(() => stream.write(':\n\n'), HEARTBEAT_MS).unref();
  stream.on('close', () => {
    clearInterval(heartbeat);
    stop();
  });
  tell(jobs.find(id));
  return stream;
}
