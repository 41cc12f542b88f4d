import { z } from 'zod';
import { authorName } from '../../features/access/author-name.ts';
import { listConsents, withdrawConsent } from '../../features/forms/consents.ts';
import type { App } from '../app.ts';
import { consentSchema } from '../form-schemas.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['customers'];

/** What customers agreed to, and no longer do. */
export function consentRoutes(app: App, { folder, clock }: ServedShop): void {
  app.get(
    '/customers/:id/consents',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        params: idParams,
        description:
          'What a customer agreed to by forms, with the notice as it was shown then, the newest first.',
        response: { 200: z.object({ consents: z.array(consentSchema) }), '4xx': problemsSchema },
      },
    },
    async ({ visibility, params }) => {
      const consents = await listConsents(folder.database().reader, visibility, numberOf(params));
      return {
        consents: consents.map(({ submission, form, ...consent }) => ({
          ...consent,
          submission: String(submission),
          form: { id: String(form.id), title: form.title },
        })),
      };
    },
  );

  app.post(
    '/customers/:id/consents/:submission/:purpose/withdrawal',
    {
      config: { needs: 'customers:write' },
      schema: {
        tags,
        params: idParams.extend({
          submission: idParams.shape.id,
          purpose: z.coerce.number().int().min(0).max(99),
        }),
        description: 'Notes that a customer no longer agrees; that he did stays on record.',
        response: { 204: z.null(), '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const { visibility, params } = request;
      await withdrawConsent(folder, {
        visibility,
        customer: numberOf(params),
        submission: BigInt(params.submission),
        purpose: params.purpose,
        author: authorName(callerOf(request)),
        at: clock(),
      });
      return await reply.code(204).send(null);
    },
  );
}
