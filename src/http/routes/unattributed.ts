import { z } from 'zod';
import { authorName } from '../../features/access/author-name.ts';
import { giveOrders } from '../../features/unattributed/give-orders.ts';
import { listUnattributed } from '../../features/unattributed/list-unattributed.ts';
import type { App } from '../app.ts';
import { orderSchema, pageQuerySchema } from '../customer-schemas.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { problemsSchema } from '../problems.ts';
import { refuseOwn } from '../refuse-own.ts';
import type { ServedShop } from '../served-shop.ts';

const MOST = 1000;

/** Orders of which nobody knows whose they are, and giving them to whose they turn out to be (R006). */
export function unattributedRoutes(app: App, { folder, seal, clock }: ServedShop): void {
  app.get(
    '/orders/unattributed',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags: ['orders'],
        description: 'Orders without a buyer, the latest first; they count for nobody.',
        querystring: pageQuerySchema.extend({
          search: z.string().max(200).optional().describe('a part of the order’s number'),
        }),
        response: {
          200: z.object({
            orders: z.array(orderSchema),
            next: z.string().nullable(),
            count: z.number().describe('on all pages'),
          }),
          '4xx': problemsSchema,
        },
      },
    },
    async ({ query: { limit, after = null, search = null }, visibility }) => {
      if ('owner' in visibility) refuseOwn();
      const { orders, ...page } = await listUnattributed(folder, seal, { search, limit, after });
      return { orders: orders.map((order) => ({ ...order, lines: [...order.lines] })), ...page };
    },
  );

  app.post(
    '/customers/:id/orders',
    {
      config: { needs: 'orders:write' },
      schema: {
        tags: ['orders'],
        params: idParams,
        description:
          'Gives orders without a buyer to this customer, who is graded anew; all of them or none.',
        body: z.object({
          orders: z
            .array(z.string().regex(/^\d{1,19}$/))
            .min(1)
            .max(MOST)
            .describe('our numbers of them, as `id` of /orders/unattributed'),
          reason: z.string(),
        }),
        response: { 200: z.object({ given: z.number() }), '4xx': problemsSchema },
      },
    },
    async (request) => {
      if ('owner' in request.visibility) refuseOwn();
      const { orders, reason } = request.body;
      const author = authorName(callerOf(request));
      const customer = numberOf(request.params);
      const given = await giveOrders(folder, {
        orders: orders.map(BigInt),
        customer,
        reason,
        author,
        at: clock(),
      });
      return { given };
    },
  );
}
