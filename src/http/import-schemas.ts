import { z } from 'zod';
import { recordedSources } from '../domain/event.ts';
import { textSchema } from './text-schema.ts';

const kind = z.enum(['orders', 'customers', ...recordedSources]);
const chosen = {
  uploads: z.array(z.string()).min(1).max(50).describe('ids of uploads'),
  kind: kind.describe('what the files hold'),
  map: z.record(z.string(), z.string()).optional().describe('columns by field, where they are not found'),
  leave: z
    .array(z.string().max(1000))
    .max(5000)
    .optional()
    .describe('columns that are not read, whatever they are known for'),
  preset: z.string().optional().describe('where it is not recognised'),
};

export const previewRequest = z.object(chosen);

export const importRequest = z.object({
  ...chosen,
  amount: z
    .enum(['per-order', 'per-line'])
    .optional()
    .describe('what the amounts of an order with several rows are'),
  dates: z
    .enum(['mdy', 'dmy'])
    .optional()
    .describe('how to read 3/4/2026; without it such dates are rejected'),
  dryRun: z.boolean().optional().describe('read and count, keep nothing'),
});

export const previewSchema = z.object({
  files: z.array(
    z.object({
      upload: z.string(),
      name: z.string(),
      kind: z.enum(['csv', 'xlsx']),
      encoding: z.string(),
      delimiter: z.string(),
      sheet: z.string().nullable(),
      preset: z.string().nullable(),
      presetName: textSchema.nullable(),
      columns: z
        .array(
          z.object({
            column: z.string(),
            field: z.string().nullable(),
            samples: z.array(z.string()).readonly(),
          }),
        )
        .readonly(),
      missing: z.array(z.string()).readonly().describe('needed fields that no column was found for'),
    }),
  ),
  fields: z.array(z.object({ id: z.string(), name: textSchema, needed: z.boolean() })),
});

export const importsSchema = z.object({
  imports: z.array(
    z.object({
      id: z.string(),
      kind,
      file: z.string(),
      status: z.enum(['reading', 'recording', 'done', 'failed', 'interrupted']),
      startedAt: z.string(),
      finishedAt: z.string().nullable(),
      author: z.string().nullable(),
      report: z
        .object({
          added: z.number(),
          changed: z.number(),
          unchanged: z.number(),
          rejected: z.number().nullable().describe('rows left out; null where nobody counted them'),
          message: z.string().optional(),
        })
        .nullable(),
    }),
  ),
});
