import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { changeBusinessSettings } from '../../features/business/business-settings.ts';
import { approvalNeeds } from '../../features/business/override-approval.ts';
import { readBusiness } from '../../features/business/read-business.ts';
import type { App } from '../app.ts';
import { noted } from '../noted.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';
import { textSchema } from '../text-schema.ts';

const tags = ['business'];

const businessSchema = z
  .object({
    name: z.string().nullable(),
    currency: z.string(),
    timeZone: z.string(),
    dailyRunAt: z.string().describe('HH:MM in the time zone: when everybody is graded anew each day'),
    overrideApproval: z
      .enum(approvalNeeds)
      .describe('whose overrides count only once somebody else has approved them'),
    recognisedBy: z
      .array(z.string())
      .describe(
        'by what customers are recognised under ids that nobody has, in order: phone, email, ids of fields of your own',
      ),
    scheme: z
      .object({ id: z.string(), version: z.number(), name: textSchema })
      .nullable()
      .describe('by which customers are graded; null before the first is published'),
    customers: z.number().describe('that the caller may see'),
    orders: z.number().describe('of these customers'),
    unattributed: z.number().describe('orders of which nobody knows whose they are'),
  })
  .meta({ id: 'Business' });

/** The business at a glance, and what it sets for itself. */
export function businessRoutes(app: App, shop: ServedShop): void {
  const { folder, clock } = shop;
  const view = async ({ visibility }: FastifyRequest) => {
    const { recognisedBy, ...seen } = await readBusiness(folder, visibility, clock());
    return { ...seen, recognisedBy: [...recognisedBy] };
  };

  app.get(
    '/business',
    { config: { needs: 'customers:read' }, schema: { tags, response: { 200: businessSchema } } },
    async (request) => await view(request),
  );

  app.put(
    '/business',
    {
      config: { needs: 'settings:write' },
      schema: {
        tags,
        body: z.object({
          name: z.string().optional(),
          dailyRunAt: z.string().optional(),
          overrideApproval: z.string().optional().describe(approvalNeeds.join(', ')),
          recognisedBy: z.array(z.string()).optional().describe('phone, email, ids of fields of your own'),
        }),
        response: { 200: businessSchema, '4xx': problemsSchema },
      },
    },
    async (request) => {
      const { name, dailyRunAt, overrideApproval, recognisedBy } = request.body;
      const changes = {
        ...(name === undefined ? {} : { name }),
        ...(dailyRunAt === undefined ? {} : { dailyRunAt }),
        ...(overrideApproval === undefined ? {} : { overrideApproval }),
        ...(recognisedBy === undefined ? {} : { recognisedBy }),
      };
      await changeBusinessSettings(folder, changes);
      await noted(shop, request, { action: 'business-changed', detail: changes });
      return await view(request);
    },
  );
}
