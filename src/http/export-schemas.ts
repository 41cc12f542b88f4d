import { z } from 'zod';
import { exportFormats, exportWhats } from '../features/exports/export-what.ts';
import { csvEncodings } from '../features/exports/write-rows.ts';

const ofCustomers = 'of customers alone: ';

export const exportRequestSchema = z
  .object({
    what: z.enum(exportWhats).describe('`events` are those of all sources but points'),
    format: z.enum(exportFormats).default('csv'),
    headers: z
      .enum(['zh', 'en'])
      .optional()
      .describe('heads CSV and XLSX in a language, as the importer knows it; without it by canonical names'),
    encoding: z.enum(csvEncodings).default('utf-8').describe('of CSV; UTF-8 comes with a byte-order mark'),
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
        `${ofCustomers}phones, e-mails and addresses in full; needs \`customers:read-contact\` and is noted`,
      ),
    graded: z
      .boolean()
      .default(true)
      .describe(`${ofCustomers}tier, metrics and what is missing to the next tier as well`),
    password: z
      .string()
      .max(1000)
      .optional()
      .describe('locks the file in a ZIP archive (AES-256); letters, digits and signs of a keyboard'),
  })
  .strict();
