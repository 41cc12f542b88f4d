import { z } from 'zod';
import { authorName } from '../../features/access/author-name.ts';
import { listMerges } from '../../features/customers/list-merges.ts';
import { previewMerge } from '../../features/customers/merge-preview.ts';
import { mergeCustomers } from '../../features/register/merge-customers.ts';
import { previewMergeUndo, undoMerge } from '../../features/register/undo-merge.ts';
import type { App } from '../app.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { mergedSchema, mergeUndoIn, mergeUndoSchema } from '../merge-schemas.ts';
import { problemsSchema } from '../problems.ts';
import { refuseOwn } from '../refuse-own.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['customers'];
const whoSchema = idParams.shape.id.describe('our number of who becomes one with this customer');

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
        body: z.object({ merged: whoSchema, reason: z.string() }),
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
            merges: z.array(mergedSchema).describe('who was merged into this customer, the latest first'),
          }),
          '4xx': problemsSchema,
        },
      },
    },
    async ({ visibility, params }) => ({
      merges: await listMerges(folder, visibility, { kept: numberOf(params), at: clock() }),
    }),
  );

  app.get(
    '/merges',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        response: {
          200: z.object({ merges: z.array(mergedSchema).describe('the latest first, at most 200') }),
          '4xx': problemsSchema,
        },
      },
    },
    async ({ visibility }) => ({ merges: await listMerges(folder, visibility, { kept: null, at: clock() }) }),
  );

  app.get(
    '/merges/:id/undo',
    {
      config: { needs: 'customers:write' },
      schema: {
        tags,
        params: idParams,
        description: 'What taking this merge apart would do now, and what stays and why. Changes nothing.',
        response: { 200: mergeUndoSchema, '4xx': problemsSchema },
      },
    },
    async ({ visibility, params, lang }) => {
      if ('owner' in visibility) refuseOwn();
      return mergeUndoIn(await previewMergeUndo(folder, { id: numberOf(params), at: clock() }), lang);
    },
  );

  app.post(
    '/merges/:id/undo',
    {
      config: { needs: 'customers:write' },
      schema: {
        tags,
        params: idParams,
        description:
          'Takes a merge of the last 30 days apart: what was the other’s, and what came since under an id of his, is his again; both are graded. Tiers of earlier days are corrected with the next evaluation.',
        response: { 200: mergeUndoSchema, '4xx': problemsSchema },
      },
    },
    async (request) => {
      if ('owner' in request.visibility) refuseOwn();
      const author = authorName(callerOf(request));
      const effect = await undoMerge(folder, { id: numberOf(request.params), author, at: clock() });
      return mergeUndoIn(effect, request.lang);
    },
  );
}
