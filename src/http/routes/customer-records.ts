import { z } from 'zod';
import { openContact } from '../../features/customers/open-contact.ts';
import { readVersions } from '../../features/customers/read-versions.ts';
import { isoMoment } from '../../features/register/recording.ts';
import type { App } from '../app.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { momentSchema } from '../moment.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['customers'];
const maybeText = z.string().nullable();

/** A customer's earlier versions, and contact data in full. */
export function customerRecordRoutes(app: App, { folder, seal, clock }: ServedShop): void {
  app.get(
    '/customers/:id/history',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        params: idParams,
        response: {
          200: z.object({
            versions: z
              .array(
                z.object({
                  recordedAt: momentSchema,
                  author: z.string(),
                  changes: z.array(z.object({ field: z.string(), from: maybeText, to: maybeText })),
                }),
              )
              .describe('the newest first; contact data masked'),
          }),
          '4xx': problemsSchema,
        },
      },
    },
    async ({ params, visibility }) => {
      const versions = await readVersions(folder.database().reader, visibility, numberOf(params));
      return {
        versions: versions.map(({ recordedAt, author, changes }) => ({
          recordedAt: isoMoment(recordedAt),
          author,
          changes: [...changes],
        })),
      };
    },
  );

  app.get(
    '/customers/:id/contact',
    {
      config: { needs: 'customers:read-contact' },
      schema: {
        tags,
        params: idParams,
        description: 'Contact data in full; that it was read is noted in the audit log.',
        response: {
          200: z.object({
            phone: maybeText,
            email: maybeText,
            address: maybeText,
            idNumber: maybeText,
            custom: z.record(z.string(), z.string()).describe('sealed custom fields'),
          }),
          '4xx': problemsSchema,
        },
      },
    },
    async (request) => {
      const id = numberOf(request.params);
      return await openContact(folder, seal, { actor: callerOf(request), id, at: clock() });
    },
  );
}
