import { z } from 'zod';
import { exportWhats } from '../features/exports/export-what.ts';
import { fileQuery, lockSchema } from './file-form.ts';

const ofCustomers = 'of customers alone: ';

export const exportRequestSchema = z
  .object({
    what: z.enum(exportWhats).describe('`events` are those of all sources but points'),
    ...fileQuery.shape,
    filter: z
      .record(z.string(), z.unknown())
      .optional()
      .describe(`${ofCustomers}a rule, as GET /customers takes it`),
    search: z.string().max(200).optional().describe(`${ofCustomers}as GET /customers takes it`),
    sort: z.string().max(200).optional().describe(`${ofCustomers}as GET /customers takes it; else by id`),
    contact: z
      .boolean()
      .default(false)
      .describe(
        `of customers and submissions alone: phones, e-mails, addresses and what was filled in, in full; needs \`customers:read-contact\` and is noted`,
      ),
    graded: z
      .boolean()
      .default(true)
      .describe(`${ofCustomers}tier, metrics and what is missing to the next tier as well`),
    ...lockSchema.shape,
  })
  .strict();
