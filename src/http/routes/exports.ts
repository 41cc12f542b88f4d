import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { decline } from '../../domain/app-error.ts';
import { refuse } from '../../domain/problem.ts';
import { authorName } from '../../features/access/author-name.ts';
import { authorise } from '../../features/access/authorise.ts';
import { readCustomers } from '../../features/customers/reading.ts';
import { type CustomersWanted, customersTable } from '../../features/exports/customers-table.ts';
import { exportFormats, mayOpen } from '../../features/exports/export-what.ts';
import { writeExport } from '../../features/exports/write-export.ts';
import type { FileForm } from '../../features/exports/write-file.ts';
import type { Jobs } from '../../features/jobs/jobs.ts';
import type { App } from '../app.ts';
import { exportOrder, type MadeExport } from '../export-job.ts';
import { exportRequestSchema } from '../export-schemas.ts';
import { type AskedFile, checkPassword } from '../file-form.ts';
import { callerOf } from '../identify.ts';
import { noted } from '../noted.ts';
import { problemsSchema } from '../problems.ts';
import { sendMadeFile } from '../send-made-file.ts';
import type { ServedShop } from '../served-shop.ts';

type Asked = z.infer<typeof exportRequestSchema>;

const tags = ['exports'];
const config = { needs: 'exports:run' } as const;

/** What is kept, as files: made as jobs, fetched once by whoever asked; contact data masked unless it is asked for. */
export function exportRoutes(app: App, shop: ServedShop, jobs: Jobs): void {
  const waiting = new Map<string, MadeExport & { readonly author: string }>();

  app.post(
    '/exports',
    {
      config,
      schema: {
        tags,
        description:
          'Makes a file of what the caller may see. The job tells how far it is; then the file waits an hour at `/exports/{job}/file`.',
        body: exportRequestSchema,
        response: { 202: z.object({ job: z.string() }), '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const { what, format, headers = null, encoding, password = null, contact } = request.body;
      const wanted = wantedOf(request, request.body);
      if (password !== null) checkPassword(password);
      // What is wrong with the filter or the order is told at once.
      if (what === 'customers') {
        await readCustomers(shop.folder, async (reading) => await customersTable(reading, shop.seal, wanted));
      }
      const author = authorName(callerOf(request));
      if (contact) await noted(shop, request, { action: 'contact-read', detail: { export: what } });
      const onMade = async (job: string, made: MadeExport, rows: number): Promise<void> => {
        const detail = { what, format, rows, contact, locked: password !== null };
        await noted(shop, request, { action: 'customers-exported', detail });
        waiting.set(job, { ...made, author });
      };
      const order = exportOrder(shop, { ...wanted, what, format, headers, encoding, password, onMade });
      const { id } = jobs.start({
        ...order,
        author,
        forget: async (job) => {
          waiting.delete(job);
          await order.forget?.(job);
        },
      });
      return await reply.code(202).send({ job: id });
    },
  );

  app.get(
    '/exports/:job/file',
    {
      config,
      schema: {
        tags,
        description: 'The file that a job made, once, for whoever asked for it.',
        params: z.object({ job: z.string() }),
        response: { '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const { job } = request.params;
      const made = waiting.get(job);
      const size = made === undefined ? null : await stat(made.path).catch(() => null);
      if (made === undefined || size === null || made.author !== authorName(callerOf(request))) return gone();
      reply.raw.once('finish', () => {
        waiting.delete(job);
        void rm(dirname(made.path), { recursive: true, force: true });
      });
      return await sendWaiting(reply, made, size.size);
    },
  );

  app.get(
    '/exports/customers',
    {
      config,
      schema: {
        tags,
        description:
          'A file with a row for each customer: tier, metrics and what is missing to the next tier; contact data masked.',
        querystring: z.object({ format: z.enum(exportFormats).default('csv') }),
        response: { '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const { format } = request.query;
      const wanted = wantedOf(request, exportRequestSchema.parse({ what: 'customers' }));
      const file: AskedFile = { format, headers: null, encoding: 'utf-8', password: null };
      const make = async (form: FileForm, signal: AbortSignal): Promise<void> => {
        const progress = { step: () => undefined, at: () => undefined };
        const made = await writeExport(shop.folder, shop.seal, {
          ...wanted,
          ...form,
          what: 'customers',
          signal,
          progress,
        });
        const { rows: customers, evaluation } = made;
        await noted(shop, request, { action: 'customers-exported', detail: { format, customers } });
        reply.header('tierbook-customers', String(customers));
        if (evaluation !== null) reply.header('tierbook-evaluation', String(evaluation));
      };
      return await sendMadeFile(shop, reply, { name: 'customers', file, make });
    },
  );
}

async function sendWaiting(
  reply: FastifyReply,
  { path, name }: MadeExport,
  size: number,
): Promise<FastifyReply> {
  return await reply
    .type('application/octet-stream')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('content-length', size)
    .send(createReadStream(path));
}

/** Which customers, and what of them; whose contact data the caller may not see is not asked for. */
function wantedOf(request: FastifyRequest, asked: Asked): CustomersWanted {
  const { what, filter, search = null, sort = null, contact, graded } = asked;
  const rest = filter !== undefined || search !== null || sort !== null;
  if (what !== 'customers' && (rest || (contact && !mayOpen(what)))) refuseChoice(what);
  const visibility = contact ? authorise(callerOf(request), 'customers:read-contact') : request.visibility;
  const narrowest = 'owner' in request.visibility ? request.visibility : visibility;
  const rule = filter === undefined ? null : JSON.stringify(filter);
  return { visibility: narrowest, filter: rule, search, sort, contact, graded, lang: request.lang };
}

function refuseChoice(what: string): never {
  return refuse(
    'customers-only',
    what,
    '筛选、搜索和排序只用于导出客户（what: customers），联系方式（contact）还可用于表单提交（submissions）',
    'filter, search and sort are of customers alone (what: customers), contact of submissions too',
  );
}

function gone(): never {
  return decline(
    'not-found',
    '没有这个文件，或它已被取走；请重新导出',
    'there is no such file, or it was fetched already; export again',
  );
}
