import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { day } from '../../domain/calendar.ts';
import { authorName } from '../../features/access/author-name.ts';
import { customerLedger, customerTierOn } from '../../features/ledger/customer-ledger.ts';
import { listChanges } from '../../features/ledger/list-changes.ts';
import { replayLedger } from '../../features/ledger/replay.ts';
import {
  approveOverride,
  endOverride,
  freezeTier,
  overrideKinds,
  overrideTier,
} from '../../features/ledger/set-by-hand.ts';
import type { App } from '../app.ts';
import { pageQuerySchema } from '../customer-schemas.ts';
import { askedDaySchema, daySchema } from '../day-schema.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
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
const overrideParams = idParams.extend({ override: z.string().regex(/^\d{1,18}$/) });
const response = { 200: customerLedgerSchema, '4xx': problemsSchema };

/** A customer's tier ledger, and what is set by hand on top of it. */
export function ledgerRoutes(app: App, { folder, seal, clock }: ServedShop): void {
  const ledgerOf = async ({ visibility, params }: Asked) =>
    writtenLedger(await customerLedger(folder, visibility, numberOf(params)));
  const byHand = (request: Asked) => ({
    visibility: request.visibility,
    customer: numberOf(request.params),
    author: authorName(callerOf(request)),
    at: clock(),
  });

  app.get(
    '/customers/:id/ledger',
    { config: { needs: 'customers:read' }, schema: { tags, params: idParams, response } },
    async (request) => await ledgerOf(request),
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

  app.post(
    '/customers/:id/overrides',
    {
      config: { needs: 'tiers:override' },
      schema: {
        tags,
        params: idParams,
        description: 'Sets the tier by hand; what a rep sets waits until a manager approves it.',
        body: z.object({
          kind: z.enum(overrideKinds).describe('pin: exactly this tier; floor: at least; ceiling: at most'),
          tier: z.string().max(200),
          from: askedDaySchema.optional().describe('without it today'),
          until: askedDaySchema.optional().describe('the last day; without it until it is ended'),
          reason: z.string(),
        }),
        response,
      },
    },
    async (request) => {
      const { kind, tier, from, until, reason } = request.body;
      await overrideTier(folder, {
        ...byHand(request),
        ...{ kind, tier, reason },
        from: from === undefined ? null : day(from),
        until: until === undefined ? null : day(until),
        needsApproval: 'owner' in request.visibility,
      });
      return await ledgerOf(request);
    },
  );

  app.post(
    '/customers/:id/overrides/:override/approval',
    { config: { needs: 'tiers:approve' }, schema: { tags, params: overrideParams, response } },
    async (request) => {
      await approveOverride(folder, BigInt(request.params.override), byHand(request));
      return await ledgerOf(request);
    },
  );

  app.delete(
    '/customers/:id/overrides/:override',
    {
      config: { needs: 'tiers:override' },
      schema: {
        tags,
        params: overrideParams,
        description: 'Ends it: yesterday was its last day. It stays on record.',
        response,
      },
    },
    async (request) => {
      await endOverride(folder, BigInt(request.params.override), byHand(request));
      return await ledgerOf(request);
    },
  );

  app.post(
    '/customers/:id/freezes',
    {
      config: { needs: 'tiers:approve' },
      schema: {
        tags,
        params: idParams,
        description: 'Freezes the tier: until the end of a day it may rise and does not fall.',
        body: z.object({
          until: askedDaySchema.optional().describe('the last day; without it the freeze ends today'),
          reason: z.string(),
        }),
        response,
      },
    },
    async (request) => {
      const { until, reason } = request.body;
      await freezeTier(folder, {
        ...byHand(request),
        until: until === undefined ? null : day(until),
        reason,
      });
      return await ledgerOf(request);
    },
  );
}

type Asked = FastifyRequest & { readonly params: z.infer<typeof idParams> };
