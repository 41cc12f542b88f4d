import { z } from 'zod';
import { AppError } from '../../domain/app-error.ts';
import { network } from '../../features/access/sign-in-limits.ts';
import type { Receiver } from '../../features/sources/receive.ts';
import type { App } from '../app.ts';
import { problemsSchema } from '../problems.ts';
import { rateLimit } from '../rate-limit.ts';
import type { ServedShop } from '../served-shop.ts';

/** Orders with very many lines stay below it. */
const LARGEST_BODY = 2 * 1024 * 1024;
/** Of one place on the internet, at one source: whoever guesses, or has a secret wrong. Several systems may push from one place. */
const FAILURES = { burst: 60, perSecond: 1 };
/** Of one place, at whatever addresses: whoever looks for one that there is. */
const GUESSES = { burst: 300, perSecond: 5 };
/** Of one source: shops send in bursts. */
const DELIVERIES = { burst: 3000, perSecond: 50 };

/** WooCommerce asks once, unsigned, whether anybody is there. It is told so at every address, be it a source's or not. */
const ping = /^webhook_id=\d{1,20}$/;

/** Where other systems push what happens there. Whoever comes is known by a signature over the body alone. */
export function hookRoutes(app: App, { clock }: Pick<ServedShop, 'clock'>, { receive }: Receiver): void {
  const failures = rateLimit(FAILURES, clock);
  const guesses = rateLimit(GUESSES, clock);
  const deliveries = rateLimit(DELIVERIES, clock);
  app.register(async (scope) => {
    // The body's very bytes, which are what is signed.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, async (_: unknown, body: unknown) => body);
    (scope as App).post(
      '/hooks/:address',
      {
        config: { needs: 'signature' },
        bodyLimit: LARGEST_BODY,
        onRequest: async ({ ip, params }) => {
          guesses.check(network(ip));
          failures.check(tryingAt(ip, (params as { address: string }).address));
        },
        schema: {
          tags: ['sources'],
          security: [],
          description:
            'Takes a delivery of the source that has this address, signed as its system signs. Answers when its effect, or the delivery itself, is on disk; a copy has no further effect.',
          params: z.object({ address: z.string().max(100) }),
          response: {
            200: z.object({ code: z.literal(0), msg: z.literal('success') }).describe('as Youzan wants it'),
            '4xx': problemsSchema,
          },
        },
      },
      async ({ params: { address }, headers, body, ip }) => {
        const sent = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
        if (!ping.test(sent.subarray(0, 50).toString('latin1'))) {
          deliveries.check(address);
          await receive(address, { headers: oneOfEach(headers), body: sent }).catch((error: unknown) => {
            if (error instanceof AppError && error.code === 'bad-signature') {
              guesses.spend(network(ip));
              failures.spend(tryingAt(ip, address));
            }
            throw error;
          });
          deliveries.spend(address);
        }
        return { code: 0 as const, msg: 'success' as const };
      },
    );
  });
}

function tryingAt(ip: string, address: string): string {
  return `${network(ip)} ${address}`;
}

/** Of a header that came more than once none: nobody knows which was meant. */
function oneOfEach(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]),
  );
}
