import { z } from 'zod';
import { refuse } from '../../domain/problem.ts';
import { authorName } from '../../features/access/author-name.ts';
import { decidePair } from '../../features/duplicates/decide-pair.ts';
import { pairStates } from '../../features/duplicates/decisions.ts';
import { countOpen, listDuplicates } from '../../features/duplicates/list-duplicates.ts';
import { listShared } from '../../features/duplicates/list-shared.ts';
import { nameMemberFields, readMemberFields } from '../../features/duplicates/member-fields.ts';
import { searchDuplicates } from '../../features/duplicates/search-duplicates.ts';
import { readCustomFields } from '../../features/register/custom-fields.ts';
import { mergeCustomers } from '../../features/register/merge-customers.ts';
import type { App } from '../app.ts';
import { duplicatePageSchema, memberFieldsSchema, searchSchema, sharedSchema } from '../duplicate-schemas.ts';
import { callerOf } from '../identify.ts';
import { problemsSchema } from '../problems.ts';
import { refuseOwn } from '../refuse-own.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['duplicates'];
const numberSchema = z.string().regex(/^\d{1,18}$/);
const pairParams = z.object({ one: numberSchema, other: numberSchema });

/** Customers who may be one and the same, and what people decide of them. */
export function duplicateRoutes(app: App, { folder, seal, clock }: ServedShop): void {
  app.get(
    '/duplicates',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        description:
          'Pairs of customers who may be one, as the last search found them, the most confident first; both of whom the caller may see.',
        querystring: z.object({
          state: z.enum(pairStates).default('open'),
          reason: z
            .string()
            .max(200)
            .optional()
            .describe('only pairs for which this speaks: one of `reasons`'),
          limit: z.coerce.number().int().min(1).max(100).default(20),
          after: z.string().optional().describe('`next` of the page before'),
        }),
        response: { 200: duplicatePageSchema, '4xx': problemsSchema },
      },
    },
    async ({ visibility, query: { state, reason = null, limit, after = null } }) => {
      const page = await listDuplicates(folder, seal, { visibility, state, reason, limit, after });
      return {
        ...page,
        reasons: [...page.reasons],
        pairs: page.pairs.map((pair) => ({
          ...pair,
          reasons: [...pair.reasons],
          against: [...pair.against],
          fields: [...pair.fields],
        })),
      };
    },
  );

  app.get(
    '/duplicates/count',
    {
      config: { needs: 'customers:read' },
      schema: { tags, response: { 200: z.object({ open: z.number() }), '4xx': problemsSchema } },
    },
    async ({ visibility }) => ({ open: await countOpen(folder, visibility) }),
  );

  app.post(
    '/duplicates/searches',
    {
      config: { needs: 'customers:write' },
      schema: {
        tags,
        description: 'Searches all customers anew; what was decided stays. Takes seconds for a million.',
        response: { 200: searchSchema, '4xx': problemsSchema },
      },
    },
    async (request) => {
      if ('owner' in request.visibility) refuseOwn();
      return await searchDuplicates(folder, { author: authorName(callerOf(request)), at: clock() });
    },
  );

  app.post(
    '/duplicates/:one/:other/decision',
    {
      config: { needs: 'customers:write' },
      schema: {
        tags,
        params: pairParams,
        description:
          'Decides a pair. `merge` makes them one for good, `not-same` keeps them apart until something else speaks for them being one, `later` puts them aside, `open` takes back what was decided but for a merge.',
        body: z.discriminatedUnion('decision', [
          z.object({
            decision: z.literal('merge'),
            kept: numberSchema.describe('who of the two is kept'),
            reason: z.string(),
          }),
          z.object({ decision: z.enum(pairStates), reason: z.string().optional() }),
        ]),
        response: {
          200: z.object({ merge: z.string().nullable().describe('the number of the merge') }),
          '4xx': problemsSchema,
        },
      },
    },
    async (request) => {
      if ('owner' in request.visibility) refuseOwn();
      const [one, other] = [BigInt(request.params.one), BigInt(request.params.other)];
      const by = { author: authorName(callerOf(request)), at: clock() };
      const { body } = request;
      if (body.decision !== 'merge') {
        const { decision, reason = '' } = body;
        await decidePair(folder, { one, other, decision, reason, ...by });
        return { merge: null };
      }
      const [kept, merged] = whoIsKept(BigInt(body.kept), one, other);
      const merge = await mergeCustomers(folder, { kept, merged, reason: body.reason, ...by });
      return { merge: String(merge) };
    },
  );

  app.get(
    '/duplicates/shared',
    {
      config: { needs: 'customers:write' },
      schema: {
        tags,
        description: 'Phones, e-mails and numbers that too many customers share to identify anybody; masked.',
        response: { 200: sharedSchema, '4xx': problemsSchema },
      },
    },
    async ({ visibility }) => {
      if ('owner' in visibility) refuseOwn();
      const shared = await listShared(folder);
      return { shared: shared.map((each) => ({ ...each, examples: [...each.examples] })) };
    },
  );

  const memberFields = async (): Promise<z.infer<typeof memberFieldsSchema>> => {
    const { reader } = folder.database();
    const named = new Set((await readMemberFields(reader)).map(({ id }) => id));
    const fields = await readCustomFields(reader);
    return { fields: fields.map(({ id, name }) => ({ id, name, identifies: named.has(id) })) };
  };

  app.get(
    '/duplicates/member-fields',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        description:
          'The business’s own fields, and which of them belong to one customer each: a membership number, a union id.',
        response: { 200: memberFieldsSchema, '4xx': problemsSchema },
      },
    },
    memberFields,
  );

  app.put(
    '/duplicates/member-fields',
    {
      config: { needs: 'settings:write' },
      schema: {
        tags,
        description: 'Names anew which fields belong to one customer each; the next search goes by them.',
        body: z.object({ fields: z.array(z.string()).max(20) }),
        response: { 200: memberFieldsSchema, '4xx': problemsSchema },
      },
    },
    async (request) => {
      const author = authorName(callerOf(request));
      await nameMemberFields(folder, request.body.fields, { author, at: clock() });
      return await memberFields();
    },
  );
}

/** Who is kept and who becomes one with him. */
function whoIsKept(kept: bigint, one: bigint, other: bigint): readonly [bigint, bigint] {
  if (kept === one) return [one, other];
  if (kept === other) return [other, one];
  return refuse('not-of-pair', 'kept', '要保留的客户不在这一对里', 'who is to be kept is not of this pair');
}
