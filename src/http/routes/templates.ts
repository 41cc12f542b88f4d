import { z } from 'zod';
import { describeScheme } from '../../domain/describe/describe-scheme.ts';
import { templateIds, templateText } from '../../features/schemes/templates.ts';
import { readWrittenScheme } from '../../features/schemes/written-scheme.ts';
import type { App } from '../app.ts';
import { problemsSchema } from '../problems.ts';
import { saidSchemeSchema, saidView } from '../scheme-schemas.ts';
import { textSchema } from '../text-schema.ts';

const tags = ['schemes'];
const config = { needs: 'signed-in' } as const;

/** The schemes that the product ships. */
export function templateRoutes(app: App): void {
  app.get(
    '/templates',
    {
      config,
      schema: {
        tags,
        response: {
          200: z.object({
            templates: z.array(
              z.object({ id: z.string(), name: textSchema, description: textSchema.nullable() }),
            ),
          }),
        },
      },
    },
    async () => {
      const read = templateIds.map(async (template) => {
        const { name, description } = (await readWrittenScheme({ template })).scheme;
        return { id: template, name, description };
      });
      return { templates: await Promise.all(read) };
    },
  );

  app.get(
    '/templates/:template',
    {
      config,
      schema: {
        tags,
        params: z.object({ template: z.string() }),
        response: {
          200: z.object({
            document: z.unknown(),
            text: z.string().describe('YAML with comments'),
            said: saidSchemeSchema,
          }),
          '4xx': problemsSchema,
        },
      },
    },
    async ({ params: { template } }) => {
      const { scheme, document } = await readWrittenScheme({ template });
      return { document, text: await templateText(template), said: saidView(describeScheme(scheme)) };
    },
  );
}
