import { z } from 'zod';
import type { Lang } from '../domain/text.ts';
import type { MergeUndoEffect } from '../features/register/undo-merge-effect.ts';
import { daySchema } from './day-schema.ts';
import { momentSchema } from './moment.ts';

export const mergedSchema = z
  .object({
    id: z.string().describe('the number of the merge'),
    kept: z.object({ id: z.string(), externalId: z.string(), name: z.string().nullable() }),
    customer: z.string().describe('our number of the one who was merged'),
    externalId: z.string(),
    name: z.string().nullable(),
    day: daySchema,
    mergedAt: momentSchema,
    author: z.string(),
    reason: z.string(),
    undone: z.object({ at: momentSchema, author: z.string() }).nullable(),
    undoUntil: momentSchema
      .nullable()
      .describe('until when it can be taken apart; null where it cannot, or not before a later one'),
  })
  .meta({ id: 'MergedCustomer' });

const count = z.number();

export const mergeUndoSchema = z
  .object({
    merge: z.object({
      id: z.string(),
      kept: z.string().describe('our number of the one who was kept'),
      keptExternalId: z.string(),
      merged: z.string(),
      mergedExternalId: z.string(),
      mergedAt: momentSchema,
      author: z.string(),
      reason: z.string(),
    }),
    names: z.array(z.string()).describe('the ids that are his again'),
    back: z
      .object({ orders: count, refunds: count, events: count, overrides: count })
      .describe('how many go back to the one who was merged'),
    since: count.describe(
      'how many of the orders, refunds and events came since the merge, under an id of his',
    ),
    fields: z
      .array(z.string())
      .describe('what the merge filled of the one who was kept, and is as before again'),
    stays: z
      .object({
        count,
        first: z.array(
          z.object({
            what: z.enum(['orders', 'refunds', 'events', 'fields']),
            name: z.string(),
            reason: z.string().describe('stable, for programs'),
            message: z.string().describe('why it stays, in the language of Accept-Language'),
          }),
        ),
      })
      .describe('what cannot be as before, the first 20 by name'),
  })
  .meta({ id: 'MergeUndo' });

/** What taking a merge apart does, in one language. */
export function mergeUndoIn(
  { merge, back, since, fields, stays }: MergeUndoEffect,
  lang: Lang,
): z.infer<typeof mergeUndoSchema> {
  const { id, kept, keptExternalId, merged, mergedExternalId, mergedAt, author, reason, names } = merge;
  const first = stays.first.map(({ what, name, message, ...why }) => ({
    ...{ what, name: name[lang], reason: why.reason, message: message[lang] },
  }));
  return {
    merge: {
      ...{ id: String(id), kept: String(kept), keptExternalId, merged: String(merged), mergedExternalId },
      ...{ mergedAt, author, reason },
    },
    ...{ names: [...names], back, since, fields: fields.map((name) => name[lang]) },
    stays: { count: stays.count, first },
  };
}
