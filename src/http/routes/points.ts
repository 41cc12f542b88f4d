import { z } from 'zod';
import { pointKinds } from '../../domain/points.ts';
import { authorName } from '../../features/access/author-name.ts';
import { listReferrals } from '../../features/customers/list-referrals.ts';
import { rememberedGeneration } from '../../features/evaluations/generation.ts';
import { adjustPoints } from '../../features/points/adjust-points.ts';
import { listPoints } from '../../features/points/list-points.ts';
import { joinCopies } from '../../features/requests/join-copies.ts';
import type { App } from '../app.ts';
import { pageQuerySchema } from '../customer-schemas.ts';
import { daySchema } from '../day-schema.ts';
import { idParams, numberOf } from '../id-params.ts';
import { keyedHeaders, keyedOf } from '../idempotency-key.ts';
import { callerOf } from '../identify.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['customers'];
const points = z.string().describe('a decimal; below 0 where points went');

const entrySchema = z
  .object({
    id: z.string(),
    at: z.string().describe("day, with the time of day where it is known, in the business's time zone"),
    kind: z.enum(pointKinds),
    points,
    balance: points.describe('after this entry and all before it'),
    text: z.string().nullable().describe('the reason, or the number of the order that brought it'),
    isOfOrder: z.boolean().describe('an order brought it: it follows the order and cannot be taken back'),
    expiresOn: daySchema.nullable().describe('from when on what is left of it is no longer valid'),
  })
  .meta({ id: 'PointsEntry' });

const namedCustomer = { id: z.string(), externalId: z.string(), name: z.string().nullable() };

/** Customers' points, and who brought whom. */
export function pointsRoutes(app: App, { folder, seal, clock }: ServedShop): void {
  const generations = rememberedGeneration();
  const join = joinCopies<string>();
  app.get(
    '/customers/:id/points',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        params: idParams,
        querystring: pageQuerySchema,
        description:
          'The balance, and the ledger of points that were earned, adjusted, spent and expired, the latest first.',
        response: {
          200: z.object({ balance: points, entries: z.array(entrySchema), next: z.string().nullable() }),
          '4xx': problemsSchema,
        },
      },
    },
    async ({ params, query: { limit, after = null }, visibility }) => {
      const page = await listPoints(folder, seal, { visibility, customer: numberOf(params), limit, after });
      return { ...page, entries: [...page.entries] };
    },
  );

  app.post(
    '/customers/:id/points',
    {
      config: { needs: 'orders:write' },
      schema: {
        tags,
        params: idParams,
        headers: keyedHeaders,
        description: 'Enters points by hand, now, and grades the customer anew.',
        body: z.object({
          kind: z.enum(['adjusted', 'earned', 'spent']).default('adjusted'),
          points: z.union([z.string(), z.number()]).describe('adjusted ones may be below 0'),
          reason: z.string().max(500).describe('has to be given'),
        }),
        response: { 200: z.object({ id: z.string() }), '4xx': problemsSchema },
      },
    },
    async (request) => {
      const { visibility, params, body } = request;
      const keyed = keyedOf(request);
      const by = { author: authorName(callerOf(request)), at: clock(), keyed };
      const given = { ...body, ...by, visibility, customer: numberOf(params) };
      return { id: await join(keyed, async () => await adjustPoints(folder, given, generations)) };
    },
  );

  app.get(
    '/customers/:id/referrals',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        params: idParams,
        description:
          'Who brought the customer, and whom the customer brought. Only customers whom the caller may see are named.',
        response: {
          200: z.object({
            by: z
              .object({
                externalId: z
                  .string()
                  .nullable()
                  .describe('as written; null for a customer who is not to be seen'),
                customer: z
                  .object(namedCustomer)
                  .nullable()
                  .describe('null where it is no customer, or none to be seen'),
              })
              .nullable(),
            brought: z.array(
              z.object({
                ...namedCustomer,
                registeredOn: daySchema.nullable(),
                firstOrder: daySchema.nullable(),
              }),
            ),
            others: z.number().describe('how many more there are who are not to be seen'),
          }),
          '4xx': problemsSchema,
        },
      },
    },
    async ({ params, visibility }) => {
      const { brought, ...found } = await listReferrals(folder, visibility, numberOf(params));
      return { ...found, brought: [...brought] };
    },
  );
}
