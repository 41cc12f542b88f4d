import { z } from 'zod';

/** Our own numbers, as paths have them. */
export const idParams = z.object({ id: z.string().regex(/^\d{1,18}$/) });

export function numberOf({ id }: z.infer<typeof idParams>): bigint {
  return BigInt(id);
}
