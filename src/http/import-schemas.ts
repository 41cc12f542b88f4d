import { z } from 'zod';
import { chosenEncodings } from '../domain/encodings.ts';
import { fileFormats } from '../features/files/open-table.ts';
import { fileKinds } from '../features/imports/column-names.ts';
import { confidences } from '../features/imports/guess-columns.ts';
import { presetHolds } from '../features/imports/preset.ts';
import { withoutBuyerChoices } from '../features/imports/without-buyer.ts';
import { textSchema } from './text-schema.ts';
import { earlierUndoSchema } from './undo-schemas.ts';

const kind = z.enum(fileKinds);
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
  withoutBuyer: z
    .enum(withoutBuyerChoices)
    .optional()
    .describe(
      'what becomes of orders without a buyer; else those of known exports without a column of buyers are kept for nobody',
    ),
  dates: z
    .enum(['mdy', 'dmy'])
    .optional()
    .describe('how to read 3/4/2026; without it such dates are rejected'),
  remembered: z
    .boolean()
    .optional()
    .describe('false: columns are read by their names, not as files like it were settled before'),
  reading: z
    .record(
      z.string(),
      z.object({
        encoding: z.enum(chosenEncodings).optional().describe('how the text is written'),
        sheet: z.string().max(1000).optional().describe('the sheet of a workbook'),
      }),
    )
    .optional()
    .describe('by the ids of uploads, where it is guessed wrongly'),
};

/** How somebody settled the columns of a file, which holds for every further one with the same header. */
export const keptMappingSchema = z.object({
  id: z.string(),
  kind,
  file: z.string().describe('for which it was settled'),
  author: z.string(),
  at: z.string(),
  map: z.record(z.string(), z.string()).describe('names of columns by field'),
  leave: z.array(z.string()).readonly(),
  preset: z.string().nullable(),
  withoutBuyer: z.enum(withoutBuyerChoices).nullable(),
});

export const previewRequest = z.object(chosen);

export const importRequest = z.object({
  ...chosen,
  amount: z
    .enum(['per-order', 'per-line'])
    .optional()
    .describe('what the amounts of an order with several rows are'),
  dryRun: z.boolean().optional().describe('read and count, keep nothing'),
  grade: z
    .boolean()
    .optional()
    .describe('false: nobody is graded after it, as more files follow; the next evaluation takes them all'),
});

export const previewSchema = z.object({
  files: z.array(
    z.object({
      upload: z.string(),
      name: z.string(),
      kind: z.enum(fileFormats).describe('what the file is; told by its content'),
      encoding: z.string(),
      delimiter: z.string(),
      sheet: z.string().nullable(),
      sheets: z.array(z.string()).readonly().describe('all that can be read of a workbook'),
      preset: z.string().nullable(),
      presetName: textSchema.nullable(),
      holds: z
        .enum(presetHolds)
        .nullable()
        .describe(
          'what files of the preset hold; items are lines of orders in another file, settlements money that came in and went back for orders',
        ),
      proven: z
        .boolean()
        .nullable()
        .describe('false for a preset whose header was taken from descriptions, never seen in a real file'),
      columns: z
        .array(
          z.object({
            column: z.string(),
            field: z.string().nullable(),
            guess: z
              .object({
                field: z.string(),
                confidence: z
                  .enum(confidences)
                  .describe('by name and values; by either; by values that other columns have too'),
              })
              .nullable()
              .describe('what a column that is not recognised may be; it is read so only by `map`'),
            alsoGives: z
              .array(z.string())
              .readonly()
              .describe('fields that are taken out of a packed address as well'),
            samples: z.array(z.string()).readonly(),
          }),
        )
        .readonly(),
      missing: z.array(z.string()).readonly().describe('needed fields that no column was found for'),
      keepsNobody: z.boolean().describe('orders without a buyer are kept for nobody; else they are left out'),
      kept: keptMappingSchema
        .nullable()
        .describe('the choice for an earlier file by which its columns are read'),
      rows: z
        .array(
          z.object({
            row: z.number().describe('as a spreadsheet shows it'),
            cells: z
              .array(
                z.object({
                  raw: z.string(),
                  value: z.string().nullable().describe('what it is read as, where that is something else'),
                  problem: textSchema.nullable().describe('why it cannot be read'),
                }),
              )
              .readonly(),
          }),
        )
        .readonly()
        .describe('the first 50 rows; contact data masked'),
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
      errorFiles: z
        .array(z.object({ position: z.number(), name: z.string(), rows: z.number() }))
        .readonly()
        .describe('rows left out, as they can still be downloaded'),
      undone: earlierUndoSchema
        .nullable()
        .describe('when and by whom it was taken back last; where something stayed, that can be done again'),
      report: z
        .object({
          added: z.number(),
          changed: z.number(),
          unchanged: z.number(),
          rejected: z.number().nullable().describe('rows left out; null where nobody counted them'),
          unattributed: z.number().optional().describe('orders without a buyer, kept for nobody'),
          settled: z.number().optional().describe('refunds of settlements that nobody had told of'),
          message: z.string().optional(),
        })
        .nullable(),
    }),
  ),
});
