import { z } from 'zod';
import { textSchema } from './text-schema.ts';

/** A tier with its customers and what they spent. */
export const tierShareSchema = z
  .object({
    id: z.string(),
    name: textSchema,
    customers: z.number(),
    share: z.number().describe('0 to 1'),
    revenue: z.number().describe('lifetime spend of its customers, in major units'),
    revenueShare: z.number().describe('0 to 1'),
  })
  .meta({ id: 'TierShare' });
