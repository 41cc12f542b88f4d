import { z } from 'zod';
import { readDay } from '../domain/calendar.ts';

/** A day in an answer. */
export const daySchema = z.string().describe('YYYY-MM-DD, in the time zone of the business');

/** A day in a request: one that the calendar has. */
export const askedDaySchema = daySchema.refine((written) => readDay(written) !== undefined, 'YYYY-MM-DD');
