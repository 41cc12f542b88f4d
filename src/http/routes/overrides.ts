import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { day } from '../../domain/calendar.ts';
import { authorName } from '../../features/access/author-name.ts';
import { needsApproval } from '../../features/business/override-approval.ts';
import { approveOverride, endOverride, rejectOverride } from '../../features/ledger/answer-override.ts';
import { customerLedger } from '../../features/ledger/customer-ledger.ts';
import { freezeTier, overrideKinds, overrideTier } from '../../features/ledger/set-by-hand.ts';
import type { App } from '../app.ts';
import { askedDaySchema } from '../day-schema.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { customerLedgerSchema, writtenLedger } from '../ledger-schemas.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['ledger'];
const overrideParams = idParams.extend({ override: z.string().regex(/^\d{1,18}$/) });
const maybeWordSchema = z.object({ word: z.string().optional().describe('what is said of it') }).nullish();
const response = { 200: customerLedgerSchema, '4xx': problemsSchema };

/** What is set by hand on top of a customer's tier. */
export function overrideRoutes(app: App, { folder, clock }: ServedShop): void {
  const ledgerOf = async ({ visibility, params }: Asked) =>
    writtenLedger(await customerLedger(folder, visibility, numberOf(params), clock()));
  const byHand = (request: Asked) => ({
    visibility: request.visibility,
    customer: numberOf(request.params),
    author: authorName(callerOf(request)),
    at: clock(),
  });
  const answer = (
    request: Asked & { readonly body?: { readonly word?: string | undefined } | null | undefined },
  ) => ({
    ...byHand(request),
    word: request.body?.word,
  });

  app.post(
    '/customers/:id/overrides',
    {
      config: { needs: 'tiers:override' },
      schema: {
        tags,
        params: idParams,
        description:
          'Sets the tier by hand; it waits for the approval of somebody else where the business wants that.',
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
        needsApproval: await needsApproval(folder.database().reader, request.visibility),
      });
      return await ledgerOf(request);
    },
  );

  app.post(
    '/customers/:id/overrides/:override/approval',
    {
      config: { needs: 'tiers:approve' },
      schema: { tags, params: overrideParams, body: maybeWordSchema, response },
    },
    async (request) => {
      await approveOverride(folder, BigInt(request.params.override), answer(request));
      return await ledgerOf(request);
    },
  );

  app.post(
    '/customers/:id/overrides/:override/rejection',
    {
      config: { needs: 'tiers:approve' },
      schema: {
        tags,
        params: overrideParams,
        description: 'Rejects what waits for approval, and says why. It stays on record.',
        body: z.object({ word: z.string() }),
        response,
      },
    },
    async (request) => {
      await rejectOverride(folder, BigInt(request.params.override), answer(request));
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
        body: maybeWordSchema,
        response,
      },
    },
    async (request) => {
      await endOverride(folder, BigInt(request.params.override), answer(request));
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
