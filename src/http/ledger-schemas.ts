import { z } from 'zod';
import type { CustomerLedger } from '../features/ledger/customer-ledger.ts';
import type { ChangesPage } from '../features/ledger/list-changes.ts';
import type { LedgerEntry } from '../features/ledger/read-ledger.ts';
import { daySchema } from './day-schema.ts';
import { momentSchema } from './moment.ts';
import { overrideSchema, writtenOverride } from './override-schemas.ts';
import { textSchema } from './text-schema.ts';

const maybeDay = daySchema.nullable();
const kindSchema = z.enum([
  'first grading',
  'upgrade',
  'downgrade',
  'correction',
  'override',
  'scheme change',
  'merge',
  'unmerge',
]);
const tierNameSchema = z.object({ id: z.string(), name: textSchema });

export const ledgerEntrySchema = z
  .object({
    number: z.string().describe("counts the customer's entries"),
    effective: daySchema.describe('from this day on'),
    recordedAt: momentSchema,
    kind: kindSchema,
    outcome: kindSchema
      .nullable()
      .describe('of a correction: what begins on the day after all; null where nothing does'),
    from: tierNameSchema.nullable().describe('the tier shown before'),
    to: tierNameSchema.describe('the tier shown from then on'),
    held: tierNameSchema.describe('the tier held: another than the one shown under an override'),
    decided: daySchema.describe('the day whose values decided it'),
    scheme: z.object({ id: z.string(), version: z.number() }),
    reason: z.array(z.object({ metric: z.string(), name: textSchema, words: textSchema })),
    stands: z.boolean().describe('nothing recorded later says otherwise of this day'),
  })
  .meta({ id: 'LedgerEntry' });

const heldSchema = z
  .object({
    asOf: daySchema,
    tier: tierNameSchema,
    shown: tierNameSchema,
    began: daySchema,
    keptUntil: maybeDay.describe('until when it cannot fall: by its validity or a freeze'),
    frozenUntil: maybeDay,
    keepBy: maybeDay.describe('the next day whose values decide whether it is kept; null: nothing falls'),
    upgrade: z.object({ to: tierNameSchema, effective: daySchema }).nullable(),
    downgrade: z.object({ to: tierNameSchema, effective: daySchema }).nullable(),
    warnedFor: maybeDay.describe('the day of the downgrade the customer is warned of'),
  })
  .meta({ id: 'HeldTier' });

export const customerLedgerSchema = z.object({
  held: heldSchema.nullable().describe("null before the ledger's first day is decided"),
  entries: z.array(ledgerEntrySchema).describe('the latest effective day first'),
  overrides: z.array(overrideSchema).describe('the latest given first'),
});

export const changesSchema = z.object({
  changes: z.array(
    ledgerEntrySchema.extend({
      customer: z.string().describe('our number'),
      externalId: z.string(),
      name: z.string().nullable(),
      owner: z.string().nullable(),
      rises: z.boolean(),
    }),
  ),
  up: z.number().describe('of all pages'),
  down: z.number(),
  days: z
    .array(z.object({ day: daySchema, up: z.number(), down: z.number() }))
    .describe('days with changes, the earliest first, of all pages'),
  next: z.string().nullable(),
});

export function writtenChanges({ changes, ...counted }: ChangesPage): z.infer<typeof changesSchema> {
  return {
    changes: changes.map(({ externalId, name, owner, rises, ...entry }) => ({
      ...{ ...writtenEntry(entry), customer: String(entry.customer), externalId, name, owner, rises },
    })),
    ...counted,
    days: [...counted.days],
  };
}

export function writtenEntry({
  number,
  customer: _,
  ...entry
}: LedgerEntry): z.infer<typeof ledgerEntrySchema> {
  return { ...entry, number: String(number), reason: [...entry.reason] };
}

export function writtenLedger({
  held,
  entries,
  overrides,
}: CustomerLedger): z.infer<typeof customerLedgerSchema> {
  return { held, entries: entries.map(writtenEntry), overrides: overrides.map(writtenOverride) };
}
