import { z } from 'zod';
import { day } from '../../domain/calendar.ts';
import { readWrittenScheme } from '../../features/schemes/written-scheme.ts';
import { simulate } from '../../features/simulations/simulate.ts';
import { simulationJson } from '../../features/simulations/simulation.ts';
import type { App } from '../app.ts';
import { askedDaySchema } from '../day-schema.ts';
import { problemsSchema } from '../problems.ts';
import { refuseOwn } from '../refuse-own.ts';
import { writtenSchemeSchema } from '../scheme-schemas.ts';
import type { ServedShop } from '../served-shop.ts';
import { textSchema } from '../text-schema.ts';
import { tierShareSchema } from './tiers.ts';

const simulationSchema = z
  .object({
    draft: z.object({ id: z.string(), name: textSchema }),
    current: z.object({
      id: z.string(),
      version: z.number(),
      evaluation: z.number(),
      gradedAnew: z.enum(['other-day', 'changed-since']).nullable(),
    }),
    asOf: z.string(),
    currency: z.string(),
    customers: z.number(),
    revenue: z.number().describe('in major units'),
    tiers: z.array(tierShareSchema).describe("the draft's, lowest first"),
    moved: z.number(),
    stayed: z.number(),
    up: z.number().nullable().describe('null where the tiers are others'),
    down: z.number().nullable(),
    fast: z
      .boolean()
      .describe('told by the metrics that the last evaluation stored, without grading anybody'),
    migrations: z.array(
      z.object({ from: z.string(), to: z.string(), customers: z.number(), revenue: z.number() }),
    ),
  })
  .meta({ id: 'Simulation' });

/** What a draft would do to everybody, before it is published. */
export function simulationRoutes(app: App, { folder }: ServedShop): void {
  app.post(
    '/simulations',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags: ['simulations'],
        body: z.intersection(writtenSchemeSchema, z.object({ asOf: askedDaySchema.optional() })),
        response: { 200: simulationSchema, '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      if ('owner' in request.visibility) refuseOwn();
      const { asOf, ...written } = request.body;
      const { scheme: draft } = await readWrittenScheme(written);
      const stop = new AbortController();
      reply.raw.once('close', () => stop.abort());
      const simulation = await simulate(folder, {
        draft,
        asOf: asOf === undefined ? null : day(asOf),
        out: null,
        lang: request.lang,
        signal: stop.signal,
        step: () => {},
      });
      return simulationJson(simulation) as z.infer<typeof simulationSchema>;
    },
  );
}
