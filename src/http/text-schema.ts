import { z } from 'zod';

/** A sentence or name in both languages. */
export const textSchema = z.object({ zh: z.string(), en: z.string() }).meta({ id: 'Text' });
