import { z } from 'zod';
import { readDay } from '../domain/calendar.ts';

/** A day of the calendar. */
export const daySchema = z
  .string()
  .refine((written) => readDay(written) !== undefined, 'YYYY-MM-DD')
  .describe('YYYY-MM-DD, in the time zone of the business');
