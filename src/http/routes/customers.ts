import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CustomerQuery } from '../../features/customers/chosen-customers.ts';
import { countCustomers } from '../../features/customers/count-customers.ts';
import { listCustomers } from '../../features/customers/list-customers.ts';
import { listOrders } from '../../features/customers/list-orders.ts';
import { listRefunds } from '../../features/customers/list-refunds.ts';
import { readCustomer } from '../../features/customers/read-customer.ts';
import type { App } from '../app.ts';
import {
  customerQuerySchema,
  customerRowSchema,
  customerSchema,
  orderSchema,
  pageQuerySchema,
  refundSchema,
} from '../customer-schemas.ts';
import { entityTag } from '../entity-tag.ts';
import { idParams, numberOf } from '../id-params.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['customers'];
const config = { needs: 'customers:read' } as const;

/** Reading customers: the list, how many, and one with orders and refunds. A rep's are those he is the owner of. */
export function customerRoutes(app: App, { folder, seal }: ServedShop): void {
  app.get(
    '/customers',
    {
      config,
      schema: {
        tags,
        querystring: customerQuerySchema.extend(pageQuerySchema.shape).extend({
          sort: z
            .string()
            .max(200)
            .optional()
            .describe('a field or metric, descending after a minus: `-spend`; empty values come last'),
        }),
        response: {
          200: z.object({
            customers: z.array(customerRowSchema),
            next: z.string().nullable(),
            evaluation: z.string().nullable().describe('whose tiers and metrics are shown'),
          }),
          '4xx': problemsSchema,
        },
      },
    },
    async (request) => {
      const { sort = null, limit, after = null } = request.query;
      const page = await listCustomers(folder, seal, { ...queryOf(request), sort, limit, after });
      return { ...page, customers: [...page.customers] };
    },
  );

  app.get(
    '/customers/count',
    {
      config,
      schema: {
        tags,
        querystring: customerQuerySchema,
        response: { 200: z.object({ count: z.number() }), '4xx': problemsSchema },
      },
    },
    async (request) => ({ count: await countCustomers(folder, seal, queryOf(request)) }),
  );

  app.get(
    '/customers/:id',
    {
      config,
      schema: {
        tags,
        params: idParams,
        description:
          'The ETag names the version of the record, for If-Match; orders, events and grades leave it as it is.',
        response: { 200: customerSchema, '4xx': problemsSchema },
      },
    },
    async ({ params, visibility }, reply) => {
      const found = await readCustomer(folder, visibility, numberOf(params));
      reply.header('etag', entityTag(found.version));
      return { ...found, custom: [...found.custom] };
    },
  );

  app.get(
    '/customers/:id/orders',
    {
      config,
      schema: {
        tags,
        params: idParams,
        querystring: pageQuerySchema,
        response: {
          200: z.object({ orders: z.array(orderSchema), next: z.string().nullable() }),
          '4xx': problemsSchema,
        },
      },
    },
    async ({ params, query: { limit, after = null }, visibility }) => {
      const customer = numberOf(params);
      const { orders, next } = await listOrders(folder, seal, { visibility, customer, limit, after });
      return { orders: orders.map((order) => ({ ...order, lines: [...order.lines] })), next };
    },
  );

  app.get(
    '/customers/:id/refunds',
    {
      config,
      schema: {
        tags,
        params: idParams,
        querystring: pageQuerySchema,
        description: 'Refunds that name no known order, the latest first; of others the order tells.',
        response: {
          200: z.object({ refunds: z.array(refundSchema), next: z.string().nullable() }),
          '4xx': problemsSchema,
        },
      },
    },
    async ({ params, query: { limit, after = null }, visibility }) => {
      const customer = numberOf(params);
      const { refunds, next } = await listRefunds(folder, seal, { visibility, customer, limit, after });
      return { refunds: [...refunds], next };
    },
  );
}

type Asked = FastifyRequest & { readonly query: z.infer<typeof customerQuerySchema> };

function queryOf({ visibility, query }: Pick<Asked, 'visibility' | 'query'>): CustomerQuery {
  const { filter = null, search = null, externalId = null } = query;
  return { visibility, filter, search, externalId };
}
