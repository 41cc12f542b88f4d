import { z } from 'zod';
import type { Lang } from '../domain/text.ts';
import type { UndoEffect } from '../features/imports/undo-effect.ts';
import type { UndoPreview } from '../features/imports/undo-import.ts';

const count = z.number();

const laterImports = z.array(z.string()).readonly();

/** The last time that an import was taken back. */
export const earlierUndoSchema = z.object({
  at: z.string(),
  author: z.string(),
  stayed: count.describe('how much of the import it left'),
  laterImports: laterImports.describe(
    'the imports that had changed again what it left, the last first, and still stand: when they are taken back too, this one can be once more',
  ),
});

const effect = {
  goes: z
    .object({
      ...{ orders: count, refunds: count, events: count, customers: count, fields: count, names: count },
      settled: count.describe('refunds that a settlement told of'),
    })
    .describe('how many that the import added go again'),
  back: z
    .object({ orders: count, events: count, customers: count })
    .describe('how many that it changed are again as before'),
  stays: z
    .object({
      count,
      first: z.array(
        z.object({
          what: z.enum(['orders', 'refunds', 'events', 'customers', 'fields', 'names']),
          name: z.string().describe('an order’s number, a customer’s id, whose on which day'),
          reason: z.string().describe('stable, for programs'),
          message: z.string().describe('why it stays, in the language of Accept-Language'),
        }),
      ),
      laterImports: laterImports.describe(
        'the imports that changed some of it again, the last first: take them back first, then this one',
      ),
    })
    .describe('what the import brought and cannot be taken back, the first 20 by name'),
};

export const undoPreviewSchema = z
  .object({
    import: z.object({
      id: z.string(),
      kind: z.string(),
      file: z.string(),
      startedAt: z.string(),
      author: z.string(),
      undone: earlierUndoSchema
        .nullable()
        .describe('the last time that it was taken back, which left something; null where it never was'),
    }),
    ...effect,
  })
  .meta({ id: 'UndoPreview' });

/** What an undo does, in one language. */
export function effectIn({ goes, back, stays }: UndoEffect, lang: Lang) {
  const first = stays.first.map(({ what, name, reason, message }) => ({
    ...{ what, name: name[lang], reason, message: message[lang] },
  }));
  return { goes, back, stays: { ...stays, first } };
}

export function previewIn(preview: UndoPreview, lang: Lang): z.infer<typeof undoPreviewSchema> {
  const { id, kind, file, startedAt, author, undone } = preview.import;
  return { import: { id: String(id), kind, file, startedAt, author, undone }, ...effectIn(preview, lang) };
}
