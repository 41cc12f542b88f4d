import { z } from 'zod';
import { listAudit } from '../../features/audit/audit.ts';
import { isoMoment } from '../../features/register/recording.ts';
import type { App } from '../app.ts';
import { momentSchema } from '../moment.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

const PAGE = 100;

const entrySchema = z
  .object({
    at: momentSchema,
    actor: z.string().nullable().describe('null: nobody was signed in'),
    action: z.string(),
    subject: z.string().nullable().describe('what it was done to'),
    detail: z.unknown(),
  })
  .meta({ id: 'AuditEntry' });

/** Who read or changed what. */
export function auditRoutes(app: App, { folder }: ServedShop): void {
  app.get(
    '/audit',
    {
      config: { needs: 'audit:read' },
      schema: {
        tags: ['audit'],
        querystring: z.object({
          after: z
            .string()
            .regex(/^\d{1,18}$/)
            .optional()
            .describe("an earlier page's next"),
        }),
        response: {
          200: z.object({ entries: z.array(entrySchema), next: z.string().nullable() }),
          '4xx': problemsSchema,
        },
      },
    },
    async ({ query }) => {
      const after = query.after === undefined ? null : BigInt(query.after);
      const { entries, next } = await listAudit(folder.database().reader, { after, limit: PAGE });
      return { entries: entries.map((entry) => ({ ...entry, at: isoMoment(entry.at) })), next };
    },
  );
}
