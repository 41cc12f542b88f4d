import { createReadStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { decline } from '../../domain/app-error.ts';
import type { Lang } from '../../domain/text.ts';
import { authorName } from '../../features/access/author-name.ts';
import { authorise } from '../../features/access/authorise.ts';
import type { Action } from '../../features/access/permissions.ts';
import type { Job, JobKind, Jobs } from '../../features/jobs/jobs.ts';
import type { App } from '../app.ts';
import { callerOf } from '../identify.ts';
import { rejectsOf } from '../import-job.ts';
import { noted } from '../noted.ts';
import { problemSchema, problemsSchema, said } from '../problems.ts';
import { refuseOwn } from '../refuse-own.ts';
import type { ServedShop } from '../served-shop.ts';
import { textSchema } from '../text-schema.ts';

const jobSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['import', 'undo', 'sample', 'backtest', 'simulation', 'radar', 'export']),
    state: z.enum(['running', 'done', 'failed']),
    step: textSchema.nullable().describe('what is being done'),
    fraction: z.number().nullable().describe('how far the step is, 0 to 1'),
    startedAt: z.string().describe('ISO 8601, UTC'),
    result: z.unknown(),
    problems: z.array(problemSchema),
  })
  .meta({ id: 'Job' });

const tags = ['jobs'];
const config = { needs: 'signed-in' } as const;
const params = z.object({ job: z.string() });
const HEARTBEAT_MS = 15_000;

/** What whoever looks at a job needs the right to, for everybody's customers. */
const needed: Readonly<Record<JobKind, Action>> = {
  import: 'imports:run',
  undo: 'imports:undo',
  sample: 'imports:run',
  backtest: 'customers:read',
  simulation: 'customers:read',
  radar: 'evaluations:run',
  export: 'exports:run',
};

/** Long work: how far it is, what became of it. */
export function jobRoutes(app: App, shop: ServedShop, jobs: Jobs): void {
  const find = (request: FastifyRequest, id: string): Job => {
    const job = jobs.find(id);
    const visibility = authorise(callerOf(request), needed[job.kind]);
    const isTheirs = job.author !== null && job.author === authorName(callerOf(request));
    return 'owner' in visibility && !isTheirs ? refuseOwn() : job;
  };

  app.get(
    '/jobs/:job',
    { config, schema: { tags, params, response: { 200: jobSchema, '4xx': problemsSchema } } },
    async (request) => jobView(find(request, request.params.job), request.lang),
  );

  app.get(
    '/jobs/:job/events',
    { config, schema: { tags, params, produces: ['text/event-stream'] } },
    async (request, reply) => {
      const { id } = find(request, request.params.job);
      const events = jobEvents(jobs, id, request.lang);
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
      const { id } = find(request, request.params.job);
      const path = rejectsOf(shop, id);
      if (path === null) return decline('not-found', '没有被略过的行', 'no row was left out');
      await noted(shop, request, { action: 'error-file-read', subject: 'rejects.csv', detail: { of: id } });
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
      await jobs.cancel(find(request, request.params.job).id);
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
  const stop = jobs.watch(id, tell, () => stream.end());
  // Without a word for long, networks take the connection for dead.
  const heartbeat = setInterval(() => stream.write(':\n\n'), HEARTBEAT_MS).unref();
  stream.on('close', () => {
    clearInterval(heartbeat);
    stop();
  });
  tell(jobs.find(id));
  return stream;
}
