import { z } from 'zod';
import { day } from '../../domain/calendar.ts';
import { moneyText } from '../../domain/currency.ts';
import { readWrittenScheme } from '../../features/schemes/written-scheme.ts';
import { listMovers, moverGroups } from '../../features/simulations/list-movers.ts';
import { simulate } from '../../features/simulations/simulate.ts';
import type { App } from '../app.ts';
import { askedDaySchema } from '../day-schema.ts';
import { noted } from '../noted.ts';
import { problemsSchema } from '../problems.ts';
import { refuseOwn } from '../refuse-own.ts';
import { writtenSchemeSchema } from '../scheme-schemas.ts';
import { sendMadeFile } from '../send-made-file.ts';
import type { ServedShop } from '../served-shop.ts';

const LIMIT = 100;

const querySchema = z.object({
  asOf: askedDaySchema.optional(),
  from: z.string().optional().describe('a tier of the current standard'),
  to: z.string().optional().describe('a tier of the draft'),
  owner: z.string().optional().describe('an empty text: nobody'),
  store: z.string().optional(),
  source: z.string().optional(),
  by: z.enum(moverGroups).default('owner').describe('by what the movers are counted'),
  sort: z.enum(['spend', 'name']).default('spend').describe('spend: most first'),
  offset: z.int().min(0).max(1_000_000).default(0),
  limit: z.int().min(1).max(LIMIT).default(20),
});

const moverSchema = z.object({
  customerId: z.string(),
  externalId: z.string(),
  name: z.string().nullable(),
  owner: z.string().nullable(),
  store: z.string().nullable(),
  source: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  spend: z.number().describe('over the lifetime, in major units'),
});

const pageSchema = z
  .object({
    total: z.number(),
    movers: z.array(moverSchema),
    groups: z
      .array(z.object({ value: z.string().nullable(), customers: z.number(), spend: z.number() }))
      .describe('the largest groups of all of them'),
  })
  .meta({ id: 'MoverPage' });

/** The customers whose tier a draft would change, by name. */
export function moverRoutes(app: App, shop: ServedShop): void {
  app.post(
    '/simulations/movers/list',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags: ['simulations'],
        description: 'A page of the customers whose tier would be another, and how many of whose they are.',
        body: z.intersection(writtenSchemeSchema, querySchema),
        response: { 200: pageSchema, '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      if ('owner' in request.visibility) refuseOwn();
      const { asOf, from, to, owner, store, source, by, sort, offset, limit, ...written } = request.body;
      const { scheme: draft } = await readWrittenScheme(written);
      const stop = new AbortController();
      reply.raw.once('close', () => stop.abort());
      const { total, movers, groups } = await listMovers(shop.folder, {
        ...{ draft, by, sort, offset, limit, from: from ?? null, to: to ?? null },
        asOf: asOf === undefined ? null : day(asOf),
        of: { owner: owner ?? null, store: store ?? null, source: source ?? null },
        signal: stop.signal,
      });
      const money = (minor: bigint): number => Number(moneyText(minor, draft.currency));
      return {
        total,
        movers: movers.map((mover) => ({ ...mover, spend: money(mover.spend) })),
        groups: groups.map((group) => ({ ...group, spend: money(group.spend) })),
      };
    },
  );
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
