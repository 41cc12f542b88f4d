import { z } from 'zod';

/** A value as people and other systems write it: `12.5`, `"¥12.50"`, `"2026-01-15"`. */
export function text() {
  return z.union([z.string(), z.number()]);
}

/** Described as the schema, taken as it is: what is wrong with one item of many is told in its result. */
export function described(schema: z.ZodType) {
  const { $schema: _, ...written } = z.toJSONSchema(schema);
  return z.unknown().meta(written);
}
