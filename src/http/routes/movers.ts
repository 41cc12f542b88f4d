import { z } from 'zod';
import { moneyText } from '../../domain/currency.ts';
import type { FileForm } from '../../features/exports/write-file.ts';
import { listMovers } from '../../features/simulations/list-movers.ts';
import { writeMovers } from '../../features/simulations/write-movers.ts';
import type { App } from '../app.ts';
import { askedFile, checkPassword, fileQuery, lockSchema } from '../file-form.ts';
import { noted } from '../noted.ts';
import { problemsSchema } from '../problems.ts';
import { refuseOwn } from '../refuse-own.ts';
import { sendMadeFile } from '../send-made-file.ts';
import type { ServedShop } from '../served-shop.ts';
import { chosenSchema, moverPageSchema, moversSchema, triedSchema } from '../simulation-schemas.ts';
import { choiceOf, triedOf, whileConnected } from '../tried-draft.ts';

const tags = ['simulations'];

/** The customers whose tier a draft would change, by name. */
export function moverRoutes(app: App, shop: ServedShop): void {
  const { folder, clock } = shop;
  app.post(
    '/simulations/movers/list',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        description: 'A page of the customers whose tier would be another, and how many of whose they are.',
        body: moversSchema,
        response: { 200: moverPageSchema, '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      if ('owner' in request.visibility) refuseOwn();
      const { by, offset, limit } = request.body;
      const tried = await triedOf(request.body, clock());
      const query = { ...tried, ...choiceOf(request.body), by, offset, limit };
      const { total, movers, groups } = await listMovers(folder, query, whileConnected(reply));
      const money = (minor: bigint): number => Number(moneyText(minor, tried.draft.currency));
      return {
        total,
        movers: movers.map((mover) => ({ ...mover, spend: money(mover.spend) })),
        groups: groups.map((group) => ({ ...group, spend: money(group.spend) })),
      };
    },
  );
  app.post(
    '/simulations/movers',
    {
      config: { needs: 'exports:run' },
      schema: {
        tags,
        description:
          'A file with a row for each customer whose tier would be another, and why not a higher one.',
        querystring: fileQuery,
        body: z.intersection(z.intersection(triedSchema, chosenSchema), lockSchema),
        response: { '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      if ('owner' in request.visibility) refuseOwn();
      const { lang, body } = request;
      const { password = null } = body;
      if (password !== null) checkPassword(password);
      const file = askedFile(request.query, password);
      const tried = await triedOf(body, clock());
      const choice = choiceOf(body);
      const make = async (form: FileForm, signal: AbortSignal): Promise<void> => {
        const watching = { ...whileConnected(reply), signal };
        const movers = await writeMovers(folder, { ...tried, ...choice, form, lang }, watching);
        await noted(shop, request, {
          action: 'customers-exported',
          detail: { format: form.format, movers, locked: password !== null },
        });
      };
      return await sendMadeFile(shop, reply, { name: 'movers', file, make });
    },
  );
}
