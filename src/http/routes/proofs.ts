import { z } from 'zod';
import { day } from '../../domain/calendar.ts';
import { describeProof } from '../../domain/proof/describe-proof.ts';
import { describeKeeping } from '../../domain/proof/written-ways.ts';
import { asJson } from '../../features/customers/explain.ts';
import {
  type ProofRequest,
  proveCustomer,
  proveCustomerOrders,
} from '../../features/customers/prove-customer.ts';
import { customerStanding, type Standing } from '../../features/ledger/customer-ledger.ts';
import { describeStanding } from '../../features/ledger/describe-standing.ts';
import type { App } from '../app.ts';
import { askedDaySchema } from '../day-schema.ts';
import { idParams, numberOf } from '../id-params.ts';
import { writtenEntry } from '../ledger-schemas.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['customers'];
const config = { needs: 'customers:read' } as const;
const askedSchema = z.object({ asOf: askedDaySchema.optional() });

const partSchema = askedSchema.extend({
  metric: z.string().max(200).describe("one of the proof's metrics that has orders"),
  from: z.coerce.number().int().min(0).max(10_000_000).default(0).describe('so many of each list are known'),
  limit: z.coerce.number().int().min(1).max(1000).default(200).describe('of each list'),
});

/** A customer's proof of tier: for programs, order by order, and as it is told to people. */
export function proofRoutes(app: App, { folder, clock }: ServedShop): void {
  app.get(
    '/customers/:id/proof',
    {
      config,
      schema: {
        tags,
        params: idParams,
        querystring: askedSchema,
        response: {
          200: z
            .unknown()
            .describe(
              'as `tierbook explain --json` prints it; whole numbers that may be large are texts; `tiers[].ways` and `keepWays` ' +
                'are the ways to reach and to keep each, the nearest to done first, `standing.held.keepBy` the day that decides whether it is kept',
            ),
          '4xx': problemsSchema,
        },
      },
    },
    async (request) => ({
      ...(asJson(await proveCustomer(folder, asked(request))) as object),
      standing: await standing(request),
    }),
  );

  app.get(
    '/customers/:id/proof/orders',
    {
      config,
      schema: {
        tags,
        params: idParams,
        querystring: partSchema,
        description: 'More of the orders behind a metric than the proof lists itself, the newest first.',
        response: {
          200: z.unknown().describe("as the proof's `metrics[].orders`"),
          '4xx': problemsSchema,
        },
      },
    },
    async (request) => {
      const { metric, from, limit } = request.query;
      return asJson(await proveCustomerOrders(folder, { ...asked(request), metric, from, limit }));
    },
  );

  app.get(
    '/customers/:id/proof/words',
    {
      config,
      schema: {
        tags,
        params: idParams,
        querystring: askedSchema,
        response: {
          200: z.object({ lines: z.array(z.string()) }).describe('in the language of Accept-Language'),
          '4xx': problemsSchema,
        },
      },
    },
    async (request) => {
      const proof = await proveCustomer(folder, asked(request));
      const standing = await standingOf(request);
      const [headline = '', ...rest] = describeProof(proof, request.lang, standing.entry?.to);
      const held = describeStanding(standing).map((line) => line[request.lang]);
      const keeping =
        standing.held === null
          ? []
          : describeKeeping(proof, standing.held.tier.id, standing.held.keepBy, request.lang);
      return { lines: [headline, ...held, ...rest, ...keeping] };
    },
  );

  async function standingOf({ params, query: { asOf }, visibility }: Asked): Promise<Standing> {
    const on = asOf === undefined ? null : day(asOf);
    return await customerStanding(folder, visibility, numberOf(params), { on, now: clock() });
  }

  async function standing(request: Asked): Promise<unknown> {
    const { entry, held } = await standingOf(request);
    return { entry: entry && writtenEntry(entry), held };
  }

  function asked({ params, query: { asOf }, visibility }: Asked): ProofRequest {
    const on = asOf === undefined ? null : day(asOf);
    return { visibility, customer: numberOf(params), asOf: on, now: clock() };
  }
}

interface Asked {
  readonly params: z.infer<typeof idParams>;
  readonly query: z.infer<typeof askedSchema>;
  readonly visibility: ProofRequest['visibility'];
}
