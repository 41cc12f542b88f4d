import { z } from 'zod';
import { authorName } from '../../features/access/author-name.ts';
import { listMerged, previewMerge } from '../../features/customers/merge-preview.ts';
import { mergeCustomers } from '../../features/register/merge-customers.ts';
import type { App } from '../app.ts';
import { daySchema } from '../day-schema.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { momentSchema } from '../moment.ts';
import { problemsSchema } from '../problems.ts';
import { refuseOwn } from '../refuse-own.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['customers'];
const mergedSchema = idParams.shape.id.describe('our number of who becomes one with this customer');

/** Two customers who are one and the same. */
export function mergeRoutes(app: App, { folder, clock }: ServedShop): void {
  app.post(
    '/customers/:id/merge',
    {
      config: { needs: 'customers:write' },
      schema: {
        tags,
        params: idParams,
        description:
          'Merges another customer into this one: orders, refunds and events go over, later ones under the other’s id are this one’s, the joined history is graded.',
        body: z.object({ merged: mergedSchema, reason: z.string() }),
        response: { 200: z.object({ merge: z.string() }), '4xx': problemsSchema },
      },
    },
    async (request) => {
      if ('owner' in request.visibility) refuseOwn();
      const { merged, reason } = request.body;
      const author = authorName(callerOf(request));
      const kept = numberOf(request.params);
      const merge = await mergeCustomers(folder, {
        kept,
        merged: BigInt(merged),
        reason,
        author,
        at: clock(),
      });
      return { merge: String(merge) };
    },
  );

  app.get(
    '/customers/:id/merge-preview',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        params: idParams,
        description: 'What of this customer would go over to another.',
        response: {
          200: z.object({
            externalId: z.string(),
            orders: z.number(),
            refunds: z.number(),
            events: z.number(),
            overrides: z.number(),
          }),
          '4xx': problemsSchema,
        },
      },
    },
    async ({ visibility, params }) => await previewMerge(folder, visibility, numberOf(params)),
  );

  app.get(
    '/customers/:id/merges',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        params: idParams,
        response: {
          200: z.object({
            merges: z
              .array(
                z.object({
                  id: z.string(),
                  customer: z.string(),
                  externalId: z.string(),
                  name: z.string().nullable(),
                  day: daySchema,
                  mergedAt: momentSchema,
                  author: z.string(),
                  reason: z.string(),
                }),
              )
              .describe('who was merged into this customer, the latest first'),
          }),
          '4xx': problemsSchema,
        },
      },
    },
    async ({ visibility, params }) => ({ merges: await listMerged(folder, visibility, numberOf(params)) }),
  );
}
