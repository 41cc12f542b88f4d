import { z } from 'zod';

export const momentSchema = z.string().describe('ISO 8601, UTC');
