import { z } from 'zod';
import { readDay } from '../domain/calendar.ts';
import { unless } from './value-problems.ts';

/** A day in an answer. */
export const daySchema = z.string().describe('YYYY-MM-DD, in the time zone of the business');

/** A day in a request: one that the calendar has. */
export const askedDaySchema = daySchema.refine(
  (written) => readDay(written) !== undefined,
  unless('应该是日历上有的日期，写成 YYYY-MM-DD', 'this should be a day of the calendar, written YYYY-MM-DD'),
);
