import { z } from 'zod';
import { authorName } from '../../features/access/author-name.ts';
import type { FileForm } from '../../features/exports/write-file.ts';
import type { Jobs } from '../../features/jobs/jobs.ts';
import { readAlertThresholds, setAlertThresholds } from '../../features/radar/alert-thresholds.ts';
import { lookAhead } from '../../features/radar/look-ahead.ts';
import { nearUpgrades } from '../../features/radar/near-upgrade.ts';
import { writeRadarFile } from '../../features/radar/radar-file.ts';
import { readRadar } from '../../features/radar/read-radar.ts';
import { acknowledgeAlert, listTierAlerts } from '../../features/radar/tier-alerts.ts';
import type { App } from '../app.ts';
import { askedFile, fileQuery } from '../file-form.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { noted } from '../noted.ts';
import { problemsSchema } from '../problems.ts';
import {
  alertsSchema,
  nearQuerySchema,
  nearSchema,
  radarFilterSchema,
  radarQuerySchema,
  radarSchema,
  thresholdsSchema,
  writtenAlerts,
  writtenNear,
  writtenRadar,
} from '../radar-schemas.ts';
import { sendMadeFile } from '../send-made-file.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['radar'];

/** Who falls soon, who is close to the next tier, and tiers that shrank suddenly. */
export function radarRoutes(app: App, shop: ServedShop, jobs: Jobs): void {
  const { folder, seal, clock } = shop;

  app.get(
    '/radar',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        description:
          'Who falls within days if nothing more is bought, by the last look ahead, and what keeps them.',
        querystring: radarQuerySchema,
        response: { 200: radarSchema, '4xx': problemsSchema },
      },
    },
    async ({ query, visibility }) => {
      const { days, limit, tier = null, owner = null, after = null } = query;
      return writtenRadar(await readRadar(folder, seal, { visibility, days, tier, owner, limit, after }));
    },
  );

  app.post(
    '/radar/looks',
    {
      config: { needs: 'evaluations:run' },
      schema: {
        tags,
        description: 'Looks ahead anew, as the daily run does.',
        response: { 202: z.object({ job: z.string() }), '4xx': problemsSchema },
      },
    },
    async (_, reply) => {
      const { id } = jobs.start({
        kind: 'radar',
        work: async ({ signal, progress }) => {
          progress.step({ zh: '推算今后 90 天', en: 'looking 90 days ahead' });
          const tick = (fraction: number): void => {
            signal.throwIfAborted();
            progress.at(fraction);
          };
          return await lookAhead(folder, { clock, tick });
        },
      });
      return await reply.code(202).send({ job: id });
    },
  );

  app.get(
    '/radar/file',
    {
      config: { needs: 'exports:run' },
      schema: {
        tags,
        description: 'A file with a row for each customer who falls, and what keeps the tier.',
        querystring: radarFilterSchema.extend(fileQuery.shape),
        response: { '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const { lang, visibility, query } = request;
      const { days, tier = null, owner = null } = query;
      const file = askedFile(query);
      const make = async (form: FileForm, signal: AbortSignal): Promise<void> => {
        const customers = await writeRadarFile(folder, { visibility, days, tier, owner, form, lang, signal });
        await noted(shop, request, {
          action: 'customers-exported',
          detail: { format: form.format, radar: days, customers },
        });
        reply.header('tierbook-customers', String(customers));
      };
      return await sendMadeFile(shop, reply, { name: 'radar', file, make });
    },
  );

  app.get(
    '/radar/near',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        description: 'Who is close to the next tier, and what is missing.',
        querystring: nearQuerySchema,
        response: { 200: nearSchema, '4xx': problemsSchema },
      },
    },
    async ({ query, visibility }) => {
      const { limit, tier = null, owner = null, after = null } = query;
      const from = Math.round(query.from * 1000);
      return writtenNear(await nearUpgrades(folder, seal, { visibility, tier, owner, from, limit, after }));
    },
  );

  alertRoutes(app, shop);
}

function alertRoutes(app: App, shop: ServedShop): void {
  const { folder, clock } = shop;
  const reader = () => folder.database().reader;
  const response = { 200: alertsSchema, '4xx': problemsSchema };
  const view = async () => writtenAlerts(await readAlertThresholds(reader()), await listTierAlerts(reader()));

  app.get(
    '/tier-alerts',
    {
      config: { needs: 'customers:read' },
      schema: { tags, description: 'Tiers that shrank suddenly; for whoever sees all customers.', response },
    },
    // Sizes of whole tiers are not for who sees some of their customers.
    async ({ visibility }) =>
      'owner' in visibility ? writtenAlerts(await readAlertThresholds(reader()), []) : await view(),
  );

  app.post(
    '/tier-alerts/:id/acknowledgement',
    { config: { needs: 'tiers:approve' }, schema: { tags, params: idParams, response } },
    async (request) => {
      const author = authorName(callerOf(request));
      await acknowledgeAlert(folder, numberOf(request.params), { author, at: clock() });
      return await view();
    },
  );

  app.put(
    '/tier-alerts/thresholds',
    { config: { needs: 'settings:write' }, schema: { tags, body: thresholdsSchema, response } },
    async (request) => {
      const { percent, customers } = request.body;
      await setAlertThresholds(folder, { percent, customers });
      await noted(shop, request, {
        action: 'business-changed',
        detail: { tierAlerts: { percent, customers } },
      });
      return await view();
    },
  );
}
