import { z } from 'zod';
import { checkKinds } from '../features/quality/check.ts';
import { confidences } from '../features/quality/confidence.ts';
import type { CustomerQuality } from '../features/quality/customer-quality.ts';
import type { QualityDay } from '../features/quality/quality-days.ts';
import type { Quality } from '../features/quality/read-quality.ts';
import { daySchema } from './day-schema.ts';
import { textSchema } from './text-schema.ts';

const score = z.number().describe('0 to 100: the weighted share of the checks asked that are passed');

const checkSchema = z
  .object({
    id: z.string(),
    subject: z.enum(['customers', 'orders']).describe('of what it is'),
    kind: z.enum(checkKinds),
    weight: z.number(),
    title: textSchema.describe('what is wrong'),
    why: textSchema.describe('why it matters'),
    mend: textSchema.describe('what one would do'),
  })
  .meta({ id: 'QualityCheck' });

const findings = {
  customers: z.number().describe('who fail; of a check of orders those who have one that fails'),
  orders: z.number().describe('that fail; 0 of a check of customers'),
};

export const qualitySchema = z
  .object({
    today: daySchema,
    customers: z.number(),
    orders: z.number(),
    score: score.nullable().describe('the average of all customers, 0 to 100; null without any'),
    confidence: z
      .object({ high: z.number(), middle: z.number(), low: z.number() })
      .describe('customers with a score of at least 90, at least 75, below'),
    checks: z
      .array(
        checkSchema.extend({
          asked: z.number().describe('customers of whom it could be asked'),
          ...findings,
        }),
      )
      .describe('those that mean anything in this business'),
    notAsked: z.array(checkSchema).describe('of fields, and of days of payment, that it does not use'),
    fields: z
      .array(z.object({ id: z.string(), name: textSchema, filled: z.number() }))
      .describe('how many customers have something in each'),
    highestUsual: z
      .number()
      .nullable()
      .describe('the largest amount of an order that is not unusual, in major units'),
    trend: z
      .array(
        z.object({
          day: daySchema,
          score,
          customers: z.number(),
          orders: z.number(),
          checks: z.record(z.string(), z.object(findings)),
        }),
      )
      .describe('a row for each day kept of the last year; empty for who sees some customers only'),
  })
  .meta({ id: 'Quality' });

export const customerQualitySchema = z
  .object({
    score,
    confidence: z.enum(confidences),
    asked: z.number().describe('checks that could be asked'),
    failing: z.array(checkSchema.extend({ orders: z.number().describe('that fail, of a check of orders') })),
  })
  .meta({ id: 'CustomerQuality' });

export const failingOrderSchema = z
  .object({
    customer: z.string().describe('our number'),
    externalId: z.string(),
    name: z.string().nullable(),
    owner: z.string().nullable(),
    id: z.string(),
    reference: z.string(),
    day: daySchema,
    status: z.string(),
    amount: z.number().describe('in major units'),
    refunded: z.number().nullable(),
  })
  .meta({ id: 'FailingOrder' });

type WrittenCheck = z.infer<typeof checkSchema>;

function writtenCheck(check: WrittenCheck): WrittenCheck {
  const { id, subject, kind, weight, title, why, mend } = check;
  return { id, subject, kind, weight, title, why, mend };
}

export function writtenQuality(
  { findings: found, notAsked, fields, ...quality }: Quality,
  trend: readonly QualityDay[],
): z.infer<typeof qualitySchema> {
  return {
    ...quality,
    checks: found.map(({ check, ...counts }) => ({ ...writtenCheck(check), ...counts })),
    notAsked: notAsked.map(writtenCheck),
    fields: fields.map(({ field: { id, name }, filled }) => ({ id, name, filled })),
    trend: trend.map((day) => ({ ...day, checks: { ...day.checks } })),
  };
}

export function writtenCustomerQuality({
  failing,
  ...quality
}: CustomerQuality): z.infer<typeof customerQualitySchema> {
  return {
    ...quality,
    failing: failing.map(({ check, orders }) => ({ ...writtenCheck(check), orders })),
  };
}
