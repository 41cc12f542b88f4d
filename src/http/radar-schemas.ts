import { z } from 'zod';
import type { Fall } from '../features/radar/list-falls.ts';
import type { NearPage } from '../features/radar/near-upgrade.ts';
import { horizons, type Radar } from '../features/radar/read-radar.ts';
import type { TierAlert } from '../features/radar/tier-alerts.ts';
import { pageQuerySchema } from './customer-schemas.ts';
import { daySchema } from './day-schema.ts';
import { momentSchema } from './moment.ts';
import { textSchema } from './text-schema.ts';

const tierSchema = z.object({ id: z.string(), name: textSchema });
const spendSchema = z
  .number()
  .describe('what the standard counts of the twelve months up to `asOf`, in major units');
const sum = { customers: z.number(), spend: spendSchema };
const whose = {
  customer: z.string().describe('our number'),
  externalId: z.string(),
  name: z.string().nullable(),
  owner: z.string().nullable(),
};

const horizonSchema = z
  .enum(['30', '60', '90'])
  .default('90')
  .transform((days) => {
    const found = horizons.find((horizon) => String(horizon) === days);
    if (found === undefined) throw new RangeError(`no horizon: ${days}`);
    return found;
  });

const filterSchema = z.object({
  tier: z.string().max(200).optional(),
  owner: z.string().max(200).optional(),
});

export const radarFilterSchema = filterSchema.extend({ days: horizonSchema });
export const radarQuerySchema = radarFilterSchema.extend(pageQuerySchema.shape);
export const nearQuerySchema = filterSchema.extend({
  ...pageQuerySchema.shape,
  from: z.coerce.number().min(0.1).max(0.99).default(0.7).describe('from which share of the way on'),
});

const fallSchema = z
  .object({
    ...whose,
    from: tierSchema,
    to: tierSchema,
    fallsOn: daySchema,
    keepBy: daySchema
      .nullable()
      .describe(
        'the last day on which something can be done about it; null where it falls as an override ends or begins',
      ),
    keeps: textSchema.describe('what is missing then until the tier is kept; empty where nobody can say'),
    spend: spendSchema,
  })
  .meta({ id: 'Fall' });

export const radarSchema = z
  .object({
    look: z
      .object({
        asOf: daySchema,
        until: daySchema.describe('the last day it looked at'),
        readAt: momentSchema,
        isExact: z
          .boolean()
          .describe('every fall is told to the day; otherwise some may be off by days or left out'),
        isCurrent: z.boolean().describe('of the evaluation that is shown'),
        isSameStandard: z
          .boolean()
          .describe('by the standard of that evaluation; otherwise nobody is listed until the next look'),
      })
      .nullable()
      .describe('the last look ahead; null before the first'),
    isGraded: z.boolean().describe('somebody is graded'),
    touched: z
      .number()
      .describe(
        'customers of whom something was recorded or set by hand since the look; left out until the next',
      ),
    horizons: z.array(z.object({ days: z.number(), ...sum })).describe('of `tier` and `owner`'),
    tiers: z
      .array(z.object({ tier: tierSchema, ...sum }))
      .describe('within `days`, of `owner` and any tier; the highest first'),
    owners: z
      .array(z.object({ owner: z.string().nullable(), ...sum }))
      .describe('within `days`, of `tier` and any owner'),
    falls: z.array(fallSchema).describe('the earliest first, of a day those who spent most'),
    next: z.string().nullable(),
  })
  .meta({ id: 'Radar' });

export const nearSchema = z
  .object({
    tiers: z
      .array(z.object({ tier: tierSchema, customers: z.number() }))
      .describe('the tiers they are close to'),
    owners: z.array(z.string()),
    customers: z
      .array(
        z.object({
          ...whose,
          tier: tierSchema,
          next: tierSchema,
          closeness: z
            .number()
            .describe(
              'share of the least value reached; of several conditions the smallest, of alternatives the greatest',
            ),
          missing: textSchema,
          spend: z.number().describe('over the lifetime, in major units'),
        }),
      )
      .describe('the closest first'),
    next: z.string().nullable(),
  })
  .meta({ id: 'NearUpgrades' });

export const thresholdsSchema = z
  .object({
    percent: z.number().describe('of its customers'),
    customers: z.number(),
  })
  .meta({ id: 'AlertThresholds' });

export const alertsSchema = z
  .object({
    thresholds: thresholdsSchema.describe('what a tier must have lost, both'),
    alerts: z
      .array(
        z.object({
          id: z.string(),
          kind: z.enum(['shrunk', 'standard']).describe('standard: another one was brought in that day'),
          asOf: daySchema,
          tier: tierSchema.nullable(),
          against: daySchema.describe('the day it is compared with'),
          before: z.number(),
          after: z.number(),
          raisedAt: momentSchema,
          seenBy: z.string().nullable(),
          seenAt: momentSchema.nullable(),
        }),
      )
      .describe('the latest first'),
  })
  .meta({ id: 'TierAlerts' });

export function writtenRadar({ look, falls, ...radar }: Radar): z.infer<typeof radarSchema> {
  const shown = look && {
    ...{ asOf: look.asOf, until: look.until, readAt: look.readAt },
    ...{ isExact: look.isExact, isCurrent: look.isCurrent, isSameStandard: look.isSameStandard },
  };
  return {
    ...{ look: shown, isGraded: radar.isGraded, touched: radar.touched, next: radar.next },
    horizons: [...radar.horizons],
    tiers: [...radar.tiers],
    owners: [...radar.owners],
    falls: falls.map(writtenFall),
  };
}

function writtenFall({ customer, decided, ...fall }: Fall): z.infer<typeof fallSchema> {
  return { ...fall, customer: String(customer), keepBy: decided };
}

export function writtenNear({ tiers, owners, customers, next }: NearPage): z.infer<typeof nearSchema> {
  return {
    tiers: [...tiers],
    owners: [...owners],
    customers: customers.map((one) => ({ ...one, customer: String(one.customer) })),
    next,
  };
}

export function writtenAlerts(
  thresholds: z.infer<typeof thresholdsSchema>,
  alerts: readonly TierAlert[],
): z.infer<typeof alertsSchema> {
  return { thresholds, alerts: alerts.map((alert) => ({ ...alert, id: String(alert.id) })) };
}
