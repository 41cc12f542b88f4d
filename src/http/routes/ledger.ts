import { z } from 'zod';
import { day } from '../../domain/calendar.ts';
import { customerLedger, customerTierOn } from '../../features/ledger/customer-ledger.ts';
import { listChanges } from '../../features/ledger/list-changes.ts';
import { replayLedger } from '../../features/ledger/replay.ts';
import type { App } from '../app.ts';
import { pageQuerySchema } from '../customer-schemas.ts';
import { askedDaySchema, daySchema } from '../day-schema.ts';
import { idParams, numberOf } from '../id-params.ts';
import {
  changesSchema,
  customerLedgerSchema,
  ledgerEntrySchema,
  writtenChanges,
  writtenEntry,
  writtenLedger,
} from '../ledger-schemas.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['ledger'];
const response = { 200: customerLedgerSchema, '4xx': problemsSchema };

/** A customer's tier ledger, and the changes of everybody's tiers. */
export function ledgerRoutes(app: App, { folder, seal, clock }: ServedShop): void {
  app.get(
    '/customers/:id/ledger',
    { config: { needs: 'customers:read' }, schema: { tags, params: idParams, response } },
    async ({ visibility, params }) =>
      writtenLedger(await customerLedger(folder, visibility, numberOf(params), clock())),
  );

  app.get(
    '/ledger/changes',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        description: 'Who rose and who fell within days, the latest first, as it is known now.',
        querystring: pageQuerySchema.extend({
          from: askedDaySchema,
          to: askedDaySchema,
          direction: z.enum(['up', 'down', 'both']).default('both'),
          left: z.string().max(200).optional().describe('a tier: those alone who left it'),
        }),
        response: { 200: changesSchema, '4xx': problemsSchema },
      },
    },
    async ({ query, visibility }) => {
      const { from, to, direction, left = null, limit, after = null } = query;
      const days = { from: day(from), to: day(to) };
      return writtenChanges(
        await listChanges(folder, seal, { visibility, ...days, direction, left, limit, after }),
      );
    },
  );

  app.post(
    '/ledger/replays',
    {
      config: { needs: 'evaluations:run' },
      schema: {
        tags,
        description:
          'Decides every day of the standard in force again from the register and holds it against the ledger; changes nothing.',
        response: {
          200: z.object({
            days: z
              .object({ from: daySchema, to: daySchema })
              .nullable()
              .describe('null: there is no ledger yet'),
            customers: z.number(),
            differences: z.number(),
            example: z.object({ customer: z.string(), day: daySchema }).nullable(),
          }),
          '4xx': problemsSchema,
        },
      },
    },
    async () => await replayLedger(folder),
  );

  app.get(
    '/customers/:id/tier',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        params: idParams,
        description: 'Which tier the customer had on a day, as it was known at a moment.',
        querystring: z.object({
          on: askedDaySchema,
          known: z.iso.datetime({ offset: true }).optional().describe('without it as it is known now'),
        }),
        response: {
          200: z.object({ entry: ledgerEntrySchema.nullable().describe('null: the ledger says nothing') }),
          '4xx': problemsSchema,
        },
      },
    },
    async ({ params, query, visibility }) => {
      const known = query.known === undefined ? clock() : Date.parse(query.known);
      const found = await customerTierOn(folder, visibility, numberOf(params), { on: day(query.on), known });
      return { entry: found && writtenEntry(found) };
    },
  );
}
