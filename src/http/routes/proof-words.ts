import { z } from 'zod';
import { day } from '../../domain/calendar.ts';
import { describeProof } from '../../domain/proof/describe-proof.ts';
import { proveCustomer } from '../../features/customers/prove-customer.ts';
import type { App } from '../app.ts';
import { askedDaySchema } from '../day-schema.ts';
import { idParams, numberOf } from '../id-params.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

/** A customer's proof of tier as it is told to people. */
export function proofWordRoutes(app: App, { folder, clock }: ServedShop): void {
  app.get(
    '/customers/:id/proof/words',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags: ['customers'],
        params: idParams,
        querystring: z.object({ asOf: askedDaySchema.optional() }),
        response: {
          200: z.object({ lines: z.array(z.string()) }).describe('in the language of Accept-Language'),
          '4xx': problemsSchema,
        },
      },
    },
    async ({ params, query: { asOf }, visibility, lang }) => {
      const proof = await proveCustomer(folder, {
        visibility,
        customer: numberOf(params),
        asOf: asOf === undefined ? null : day(asOf),
        now: clock(),
      });
      return { lines: [...describeProof(proof, lang)] };
    },
  );
}
