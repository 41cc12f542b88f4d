import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { day, dayOf, readDay } from '../../domain/calendar.ts';
import { authorName } from '../../features/access/author-name.ts';
import {
  type CallPlace,
  type CallTask,
  callOf,
  callStates,
  countDue,
  listCalls,
} from '../../features/forms/call-task.ts';
import { fillInCall, notReached } from '../../features/forms/end-call.ts';
import { planCalls, readCallers } from '../../features/forms/plan-calls.ts';
import { businessOf } from '../../features/schemes/business.ts';
import type { App } from '../app.ts';
import { daySchema } from '../day-schema.ts';
import { filledInSchema } from '../form-schemas.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { momentSchema } from '../moment.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';
import { textSchema } from '../text-schema.ts';
import { unless } from '../value-problems.ts';

const tags = ['forms'];
const refused = { '4xx': problemsSchema };
const maybeText = z.string().nullable();

const callSchema = z
  .object({
    id: z.string(),
    form: z.object({ id: z.string(), title: textSchema }),
    customer: z.object({
      id: z.string(),
      externalId: z.string(),
      name: maybeText,
      phone: maybeText.describe('masked'),
    }),
    assignedTo: z.string(),
    dueOn: daySchema,
    note: z.string(),
    madeBy: z.string(),
    madeAt: momentSchema,
    state: z.enum(callStates).describe('who was not reached may be called again'),
    endedBy: maybeText,
    endedAt: momentSchema.nullable(),
    endNote: maybeText,
  })
  .meta({ id: 'Call' });

/** Customers to be called, to fill in a form with them. */
export function callRoutes(app: App, { folder, seal, clock }: ServedShop): void {
  app.get(
    '/calls',
    {
      config: { needs: 'customers:write' },
      schema: {
        tags,
        description:
          'Calls of customers whom the caller may write, the first due first; and who may be asked to call.',
        querystring: z.object({
          state: z.enum(callStates).default('open'),
          mine: z.stringbool().default(false).describe('only those that the caller is to make'),
          limit: z.coerce.number().int().min(1).max(100).default(50),
          after: z
            .string()
            .regex(/^\d{4}-\d\d-\d\d_\d{1,18}$/)
            .refine(
              (place) => readDay(place.slice(0, 10)) !== undefined,
              unless('应该是上一页的 next', 'this should be `next` of the page before'),
            )
            .optional()
            .describe('`next` of the page before'),
        }),
        response: {
          200: z.object({
            calls: z.array(callSchema),
            next: z.string().nullable(),
            callers: z.array(z.string()),
          }),
          ...refused,
        },
      },
    },
    async (request) => {
      const { visibility, query } = request;
      const { reader } = folder.database();
      const { state, mine, limit, after } = query;
      const asked = { visibility, state, assignedTo: mine ? nameOf(request) : null };
      const found = await listCalls(reader, { ...asked, limit: limit + 1, after: placeOf(after) });
      const last = found.length > limit ? found[limit - 1] : undefined;
      const callers = (await readCallers(reader)).map(({ name }) => name);
      return {
        calls: found.slice(0, limit).map(shown),
        next: last === undefined ? null : `${last.dueOn}_${last.id}`,
        callers: callers.filter((name) => 'all' in visibility || name === visibility.owner),
      };
    },
  );

  app.get(
    '/calls/count',
    {
      config: { needs: 'customers:write' },
      schema: {
        tags,
        description: 'How many calls the caller is to make by today.',
        response: { 200: z.object({ due: z.number() }), ...refused },
      },
    },
    async (request) => {
      const { reader } = folder.database();
      const { timeZone } = await businessOf(reader);
      const today = dayOf(clock(), timeZone);
      return { due: await countDue(reader, request.visibility, nameOf(request), today) };
    },
  );

  app.post(
    '/calls',
    {
      config: { needs: 'customers:write' },
      schema: {
        tags,
        description: 'Plans a call for each customer. Whoever sees own customers alone plans his own calls.',
        body: z.object({
          form: idParams.shape.id,
          customers: z.array(idParams.shape.id).min(1).max(500),
          assignedTo: z.string().optional().describe('a user’s name; otherwise the caller’s'),
          dueOn: z.string().describe('`YYYY-MM-DD`'),
          note: z.string().default(''),
        }),
        response: { 201: z.object({ ids: z.array(z.string()) }), ...refused },
      },
    },
    async (request, reply) => {
      const { body, visibility } = request;
      const ids = await planCalls(folder, {
        form: BigInt(body.form),
        customers: body.customers.map(BigInt),
        assignedTo: body.assignedTo ?? nameOf(request),
        dueOn: body.dueOn,
        note: body.note,
        visibility,
        author: authorName(callerOf(request)),
        at: clock(),
      });
      return await reply.code(201).send({ ids: ids.map(String) });
    },
  );

  app.get(
    '/calls/:id',
    {
      config: { needs: 'customers:write' },
      schema: { tags, params: idParams, response: { 200: callSchema, ...refused } },
    },
    async ({ params, visibility }) =>
      shown(await callOf(folder.database().reader, visibility, numberOf(params))),
  );

  app.post(
    '/calls/:id/outcome',
    {
      config: { needs: 'customers:write' },
      schema: {
        tags,
        params: idParams,
        description:
          'Ends a call. What was filled in becomes a new version of the customer; who was not reached may be called again.',
        body: z.discriminatedUnion('state', [
          filledInSchema.extend({ state: z.literal('done'), note: z.string().default('') }),
          z.object({ state: z.literal('not-reached'), note: z.string().default('') }),
        ]),
        response: { 204: z.null(), ...refused },
      },
    },
    async (request, reply) => {
      const { visibility, body } = request;
      const by = { visibility, author: authorName(callerOf(request)), at: clock() };
      const ending = { ...by, call: numberOf(request.params), note: body.note };
      if (body.state === 'done') await fillInCall(folder, seal, ending, body);
      else await notReached(folder, ending);
      return await reply.code(204).send(null);
    },
  );
}

/** Whose calls are one's own: a key's are those of whoever made it. */
function nameOf(request: FastifyRequest): string {
  const caller = callerOf(request);
  if (caller.kind === 'key') return caller.author.name;
  return authorName(caller);
}

function placeOf(after: string | undefined): CallPlace | null {
  return after === undefined ? null : { dueOn: day(after.slice(0, 10)), id: BigInt(after.slice(11)) };
}

function shown({ id, form, customer, ...call }: CallTask) {
  return {
    ...call,
    id: String(id),
    form: { id: String(form.id), title: form.title },
    customer: { ...customer, id: String(customer.id) },
  };
}
