import { z } from 'zod';
import { verificationJson } from '../../features/verify/verification-json.ts';
import { verifyFolder } from '../../features/verify/verify-folder.ts';
import type { App } from '../app.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';
import { textSchema } from '../text-schema.ts';

const checkSchema = z.object({
  id: z.string(),
  says: textSchema.describe('what should be true'),
  of: textSchema.describe('what is counted'),
  looked: z.number().describe('how many were looked at'),
  wrong: z.number(),
  example: z.string().nullable().describe('one that is wrong'),
  failure: z.string().nullable().describe('why it could not be looked at'),
});

/** A full scan of the data folder. */
export function verificationRoutes(app: App, { folder, seal }: ServedShop): void {
  app.post(
    '/verifications',
    {
      config: { needs: 'settings:write' },
      schema: {
        tags: ['verifications'],
        description:
          'Reads everything that is kept and looks whether all that should be true of it is. Changes nothing.',
        response: {
          200: z.object({
            ok: z.boolean(),
            tables: z.array(checkSchema.extend({ table: z.string() })),
            checks: z.array(checkSchema.extend({ ok: z.boolean() })),
          }),
          '4xx': problemsSchema,
        },
      },
    },
    async () => verificationJson(await verifyFolder(folder, seal)),
  );
}
