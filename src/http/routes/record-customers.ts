import { z } from 'zod';
import { readCustomer } from '../../features/customers/read-customer.ts';
import {
  type CustomerResult,
  changeCustomer,
  keepCustomers,
} from '../../features/register/keep-customers.ts';
import type { Remarks } from '../../features/register/remarks.ts';
import { joinCopies } from '../../features/requests/join-copies.ts';
import type { App } from '../app.ts';
import { customerSchema } from '../customer-schemas.ts';
import { entityTag, ifMatchHeaders, matchedVersions } from '../entity-tag.ts';
import { idParams, numberOf } from '../id-params.ts';
import { keyedHeaders, keyedOf } from '../idempotency-key.ts';
import { callerOf } from '../identify.ts';
import { problemSchema, problemsSchema, remarksSchema, said, saidResult } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';
import { described, text } from '../written-schema.ts';

const MOST = 1000;
const tags = ['customers'];

const value = () => text().nullable().optional();
const changesSchema = z.object({
  name: value(),
  gender: value(),
  birthday: value(),
  phone: value(),
  email: value(),
  region: value(),
  address: value(),
  idNumber: value(),
  occupation: value(),
  company: value(),
  source: value(),
  channel: value(),
  store: value(),
  owner: value().describe('who is responsible'),
  referredBy: value(),
  registeredAt: value(),
  custom: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]).nullable())
    .optional()
    .describe("values of the business's own fields, by id"),
});

/** Writing customers. */
export function recordCustomerRoutes(app: App, { folder, seal, clock }: ServedShop): void {
  const joinAdding = joinCopies<CustomerResult[]>();
  const joinChanging = joinCopies<Remarks>();
  app.post(
    '/customers',
    {
      config: { needs: 'customers:write' },
      schema: {
        tags,
        description:
          'Adds customers or changes what is said of them: null clears a value, what is left out stays.',
        headers: keyedHeaders,
        body: z.object({
          customers: z
            .array(described(changesSchema.extend({ externalId: text() })))
            .min(1)
            .max(MOST),
        }),
        response: {
          200: z.object({
            results: z
              .array(
                z.union([
                  z.object({ status: z.enum(['added', 'changed', 'unchanged']), remarks: remarksSchema }),
                  z.object({ problems: z.array(problemSchema) }),
                ]),
              )
              .describe('one for each customer, in their order'),
          }),
          '4xx': problemsSchema,
        },
      },
    },
    async (request) => {
      const keyed = keyedOf(request);
      const writing = { actor: callerOf(request), at: clock(), keyed };
      const results = await joinAdding(
        keyed,
        async () => await keepCustomers(folder, seal, request.body.customers, writing),
      );
      return { results: results.map((result) => saidResult(result, request.lang)) };
    },
  );

  app.patch(
    '/customers/:id',
    {
      config: { needs: 'customers:write' },
      schema: {
        tags,
        params: idParams,
        headers: keyedHeaders.extend(ifMatchHeaders.shape),
        description:
          'Changes what is said of a customer: null clears a value, what is left out stays. With If-Match only where nobody else has changed it since; otherwise 412.',
        body: described(changesSchema),
        response: { 200: customerSchema.extend({ remarks: remarksSchema }), '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const id = numberOf(request.params);
      const keyed = keyedOf(request);
      const versions = matchedVersions(request.headers['if-match']);
      const change = { id, versions, keyed, actor: callerOf(request), at: clock() };
      const remarks = await joinChanging(
        keyed,
        async () => await changeCustomer(folder, seal, request.body, change),
      );
      const changed = await readCustomer(folder, request.visibility, id);
      reply.header('etag', entityTag(changed.version));
      const told = remarks.map((each) => said(each, request.lang));
      return { ...changed, custom: [...changed.custom], ...(told.length > 0 && { remarks: told }) };
    },
  );
}
