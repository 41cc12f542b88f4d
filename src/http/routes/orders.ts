import { z } from 'zod';
import { authorName } from '../../features/access/author-name.ts';
import { collectOrders } from '../../features/register/collect-orders.ts';
import type { App } from '../app.ts';
import { keyedHeaders, keyedOf } from '../idempotency-key.ts';
import { callerOf } from '../identify.ts';
import { problemSchema, problemsSchema, remarksSchema, saidResult } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';
import { described, text } from '../written-schema.ts';

const MOST = 1000;

const goods = {
  category: text().optional(),
  product: text().optional(),
  quantity: text().optional(),
  margin: text().optional(),
};
const orderSchema = z.object({
  orderId: text().optional().describe('without one the order is known by what it says'),
  customerId: text().describe("the customer's external id; who is not known yet becomes a customer"),
  orderedAt: text().optional().describe("a day or time; without a zone in the business's; this or paidAt"),
  paidAt: text().nullable().optional().describe('null: not paid yet'),
  amount: text().describe('in the major unit, as it was paid before refunds; may be left out with lines'),
  refunded: text().optional(),
  refundedAt: text().optional(),
  status: text().optional().describe("completed, unless paidAt is null; or a shop's own word for it"),
  channel: text().optional(),
  store: text().optional(),
  ...goods,
  shipping: text().optional(),
  tax: text().optional(),
  phone: text()
    .optional()
    .describe(
      'of a customer whom nobody knows yet: kept with him, or he is recognised by it where the settings say so',
    ),
  email: text().optional().describe('likewise'),
  lines: z.array(z.object({ amount: text(), ...goods })).optional(),
});

const resultSchema = z.union([
  z.object({
    status: z
      .enum(['added', 'changed', 'unchanged', 'superseded'])
      .describe('superseded: a later order of the request has the same number'),
    orderId: z.string(),
    remarks: remarksSchema,
  }),
  z.object({ problems: z.array(problemSchema) }),
]);

/** Orders from tills, shops and people, one or many at a time. */
export function orderRoutes(app: App, { folder, clock, seal }: ServedShop): void {
  const keep = collectOrders(folder, clock, seal);
  app.post(
    '/orders',
    {
      config: { needs: 'orders:write' },
      schema: {
        tags: ['orders'],
        description:
          'Keeps orders and grades their customers; answers when both are on disk. The same order again changes nothing; one that differs becomes a new version.',
        headers: keyedHeaders,
        body: z.object({ orders: z.array(described(orderSchema)).min(1).max(MOST) }),
        response: {
          200: z.object({
            results: z.array(resultSchema).describe('one for each order, in their order'),
            graded: z.boolean().describe('false before the first evaluation'),
          }),
          '4xx': problemsSchema,
        },
      },
    },
    async (request) => {
      const { visibility, lang } = request;
      const author = authorName(callerOf(request));
      const { results, graded } = await keep({
        orders: request.body.orders,
        visibility,
        author,
        keyed: keyedOf(request),
      });
      return { results: results.map((result) => saidResult(result, lang)), graded };
    },
  );
}
