import { z } from 'zod';
import type { SaidScheme } from '../domain/describe/describe-scheme.ts';
import { describeScheme } from '../domain/describe/describe-scheme.ts';
import { isoMoment } from '../features/register/recording.ts';
import type { PublishedScheme } from '../features/schemes/published-schemes.ts';
import type { StandardInForce } from '../features/schemes/standard-in-force.ts';
import { customerRowSchema } from './customer-schemas.ts';
import { daySchema } from './day-schema.ts';
import { momentSchema } from './moment.ts';
import { textSchema } from './text-schema.ts';
import { unless } from './value-problems.ts';

const written = {
  document: z.unknown().optional().describe('the scheme as JSON, as docs/scheme-format.md has it'),
  text: z.string().optional().describe('or as YAML or JSON text'),
  template: z.string().optional().describe('or the id of a template'),
};

/** A scheme as a request brings it. */
export const writtenSchemeSchema = z
  .object(written)
  .refine(
    ({ document, text, template }) =>
      [document, text, template].filter((given) => given !== undefined).length === 1,
    unless(
      'document、text、template 应该正好给一个',
      'one of document, text and template should be given, and no other',
    ),
  );

const versionNameSchema = z
  .object({
    id: z.string(),
    version: z.number().int().positive().optional().describe('without it the newest'),
  })
  .meta({ id: 'PublishedVersion' });

/** The same, or a version that was published before. */
export const anySchemeSchema = z
  .object({ ...written, published: versionNameSchema.optional().describe('or a version that was published') })
  .refine(
    ({ document, text, template, published }) =>
      [document, text, template, published].filter((given) => given !== undefined).length === 1,
    unless(
      'document、text、template、published 应该正好给一个',
      'one of document, text, template and published should be given, and no other',
    ),
  );

export const saidSchemeSchema = z
  .object({
    name: textSchema,
    description: textSchema.nullable(),
    currency: z.string(),
    timeZone: z.string(),
    tiers: z
      .array(
        z.object({
          id: z.string(),
          name: textSchema,
          when: textSchema.nullable().describe('who reaches it; null for the base tier'),
          keep: textSchema.nullable().describe('what keeps it, where that is another rule'),
          benefits: z.array(textSchema),
        }),
      )
      .describe('lowest first'),
    metrics: z.array(z.object({ id: z.string(), name: textSchema, said: textSchema })),
  })
  .meta({ id: 'SaidScheme' });

export const schemeSchema = z
  .object({
    id: z.string(),
    version: z.number(),
    document: z.unknown(),
    publishedAt: momentSchema,
    author: z.string(),
    current: z.boolean().describe('customers are graded by it'),
    since: daySchema.nullable().describe('of the current one: since when it has held without a break'),
    until: daySchema
      .nullable()
      .describe('of a season: its last day; then the standard without it holds again'),
    said: saidSchemeSchema,
  })
  .meta({ id: 'Scheme' });

/** A trap in a standard: it can be published, but perhaps does not mean what its author meant. */
export const schemeWarningSchema = z
  .object({
    code: z.string().describe('stable, for programs'),
    path: z.string().describe('where it stands in the document'),
    line: z.number().nullable().describe('of the text that was sent; null for a document'),
    message: z.string().describe('what it is and why it bites, in the language of Accept-Language'),
    mend: z
      .object({
        said: z.string(),
        text: z.string().describe('what to write, a line for each place'),
        edits: z
          .array(
            z.object({ path: z.array(z.union([z.string(), z.number()])), value: z.unknown().optional() }),
          )
          .describe('one after the other; without a value what stands there is taken away'),
      })
      .nullable()
      .describe('a change that takes the trap out'),
    customers: z
      .object({
        count: z.number(),
        shown: z
          .array(
            customerRowSchema.pick({ id: true, externalId: true, name: true, tier: true, metrics: true }),
          )
          .describe('five at most, those with most of what the rule looks at first'),
        filter: z.record(z.string(), z.unknown()).describe('shows them all in the list of customers'),
      })
      .nullable()
      .describe('who falls in, of those whom the caller may see; null where the last evaluation cannot tell'),
  })
  .meta({ id: 'SchemeWarning' });

export function schemeView(
  { id, version, scheme, document, publishedAt, author }: PublishedScheme,
  current: StandardInForce | null,
): z.infer<typeof schemeSchema> {
  const holds = current?.id === id && current.version === version;
  return {
    id,
    version,
    document,
    publishedAt: isoMoment(publishedAt),
    author,
    current: holds,
    since: holds ? current.since : null,
    until: holds ? current.until : null,
    said: saidView(describeScheme(scheme)),
  };
}

export function saidView(said: SaidScheme): z.infer<typeof saidSchemeSchema> {
  return {
    ...said,
    tiers: said.tiers.map((tier) => ({ ...tier, benefits: [...tier.benefits] })),
    metrics: [...said.metrics],
  };
}
