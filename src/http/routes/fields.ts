import { z } from 'zod';
import { filterableFields } from '../../features/customers/filterable-fields.ts';
import type { App } from '../app.ts';
import type { ServedShop } from '../served-shop.ts';
import { textSchema } from '../text-schema.ts';

const fieldSchema = z
  .object({
    id: z.string(),
    name: textSchema,
    type: z.string(),
    unit: z
      .enum(['ratio', 'percent'])
      .nullable()
      .describe('shown as a percentage: ratio is 0 … 1, percent is one already'),
    kind: z.enum(['field', 'metric']),
    sealed: z.boolean().describe('contact data: matched whole only'),
    operators: z.array(z.string()),
    sortable: z.boolean(),
    choices: z.array(z.string()),
  })
  .meta({ id: 'Field' });

/** What filters over customers may use. */
export function fieldRoutes(app: App, { folder }: ServedShop): void {
  app.get(
    '/fields',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags: ['customers'],
        response: {
          200: z.object({
            fields: z.array(fieldSchema),
            tiers: z.array(z.object({ id: z.string(), name: textSchema })).describe('lowest first'),
          }),
        },
      },
    },
    async ({ visibility }) => {
      const { fields, tiers } = await filterableFields(folder, visibility);
      return {
        fields: fields.map((field) => ({
          ...field,
          operators: [...field.operators],
          choices: [...field.choices],
        })),
        tiers: [...tiers],
      };
    },
  );
}
