import { z } from 'zod';
import { AppError } from '../../domain/app-error.ts';
import { InputError, problem } from '../../domain/problem.ts';
import { authorName } from '../../features/access/author-name.ts';
import { type Decision, decideProposal } from '../../features/forms/decide-proposal.ts';
import { countProposals, listProposals, proposalStates } from '../../features/forms/list-proposals.ts';
import type { App } from '../app.ts';
import { proposalSchema } from '../form-schemas.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { problemSchema, problemsSchema, said } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['forms'];
const refused = { '4xx': problemsSchema };
const number = idParams.shape.id;

const decisionSchema = z.discriminatedUnion('decision', [
  z.object({
    decision: z.literal('accept'),
    customer: number.optional().describe('whose it is, where that had to be chosen'),
    fields: z.array(z.string()).optional().describe('what is taken; otherwise all that differs'),
  }),
  z.object({ decision: z.literal('add') }).describe('as a new customer'),
  z.object({ decision: z.literal('reject'), reason: z.string().default('') }),
]);

/** What came in by forms about customers who seem to be known, to be looked at. */
export function proposalRoutes(app: App, { folder, seal, clock }: ServedShop): void {
  app.get(
    '/proposals',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        description: 'Proposals, the newest first; of whom one sees own customers alone theirs.',
        querystring: z.object({
          state: z.enum(proposalStates).default('open'),
          limit: z.coerce.number().int().min(1).max(100).default(20),
          after: number.optional().describe('`next` of the page before'),
        }),
        response: {
          200: z.object({ proposals: z.array(proposalSchema), next: z.string().nullable() }),
          ...refused,
        },
      },
    },
    async ({ visibility, query: { state, limit, after } }) => {
      const from = after === undefined ? null : BigInt(after);
      const page = await listProposals(folder, seal, { visibility, group: state, limit, after: from });
      return {
        next: page.next,
        proposals: page.proposals.map(({ fields, candidates, taken, ...proposal }) => ({
          ...proposal,
          candidates: [...candidates],
          taken: taken === null ? null : [...taken],
          fields: fields.map(({ field, ...rest }) => ({
            ...{ field: field.field, name: field.name, type: field.type },
            ...rest,
          })),
        })),
      };
    },
  );

  app.get(
    '/proposals/count',
    {
      config: { needs: 'customers:read' },
      schema: { tags, response: { 200: z.object({ open: z.number() }), ...refused } },
    },
    async ({ visibility }) => ({ open: await countProposals(folder.database().reader, visibility) }),
  );

  app.post(
    '/proposals/:id/decision',
    {
      config: { needs: 'customers:write' },
      schema: {
        tags,
        params: idParams,
        description:
          'Decides a proposal: the chosen fields become a new version of the customer, a new customer is made, or nothing is changed.',
        body: decisionSchema,
        response: { 204: z.null(), ...refused },
      },
    },
    async (request, reply) => {
      const { visibility } = request;
      const deciding = { visibility, author: authorName(callerOf(request)), at: clock() };
      const id = numberOf(request.params);
      await decideProposal(folder, seal, { id, ...deciding }, decisionOf(request.body));
      return await reply.code(204).send(null);
    },
  );

  app.post(
    '/proposals/decisions',
    {
      config: { needs: 'customers:write' },
      schema: {
        tags,
        description: 'Accepts or rejects many proposals, each for itself.',
        body: z.object({ ids: z.array(number).min(1).max(200), decision: z.enum(['accept', 'reject']) }),
        response: {
          200: z.object({
            results: z
              .array(z.object({ id: z.string(), problems: z.array(problemSchema) }))
              .describe('one for each, without problems where it was decided'),
          }),
          ...refused,
        },
      },
    },
    async (request) => {
      const { visibility, body } = request;
      const deciding = { visibility, author: authorName(callerOf(request)), at: clock() };
      const decision: Decision =
        body.decision === 'accept'
          ? { decision: 'accept', customer: null, fields: null }
          : { decision: 'reject', reason: '' };
      const results = [];
      for (const id of new Set(body.ids)) {
        const against = await decideProposal(folder, seal, { id: BigInt(id), ...deciding }, decision).then(
          () => [],
          problemsOf,
        );
        results.push({ id, problems: against.map((each) => said(each, request.lang)) });
      }
      return { results };
    },
  );
}

function decisionOf(given: z.infer<typeof decisionSchema>): Decision {
  if (given.decision !== 'accept') return given;
  const { customer, fields } = given;
  return {
    decision: 'accept',
    customer: customer === undefined ? null : BigInt(customer),
    fields: fields ?? null,
  };
}

function problemsOf(error: unknown) {
  if (error instanceof InputError) return error.problems;
  if (error instanceof AppError) return [problem(error.code, '', error.text.zh, error.text.en)];
  throw error;
}
