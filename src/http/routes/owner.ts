import { z } from 'zod';
import { claimOwner } from '../../features/access/owner-link.ts';
import { signIn } from '../../features/access/sign-in.ts';
import type { App } from '../app.ts';
import { noted } from '../noted.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';
import { enter, sessionSchema } from './session.ts';

/** The first owner, by the link that the server printed at its first start. */
export function ownerRoutes(app: App, shop: ServedShop): void {
  const { folder, clock, passwordCost } = shop;
  const cost = passwordCost === undefined ? {} : { cost: passwordCost };
  app.post(
    '/owner',
    {
      config: { needs: 'nothing' },
      schema: {
        tags: ['session'],
        body: z.object({ token: z.string(), name: z.string(), password: z.string() }),
        response: { 201: sessionSchema, '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const { name, password } = request.body;
      await claimOwner(folder, { ...request.body, now: clock(), ...cost });
      const signedIn = await signIn(folder, { name, password, address: request.ip, now: clock(), ...cost });
      const { actor } = signedIn;
      await noted(shop, { caller: actor }, { action: 'owner-claimed', subject: actor.name });
      reply.code(201);
      return await enter(request, reply, signedIn, shop);
    },
  );
}
