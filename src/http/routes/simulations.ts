import { z } from 'zod';
import type { Jobs } from '../../features/jobs/jobs.ts';
import { groundFor, onGround } from '../../features/simulations/ground.ts';
import { forgetPrepared } from '../../features/simulations/prepared-rows.ts';
import { simulate } from '../../features/simulations/simulate.ts';
import { simulationJson } from '../../features/simulations/simulation-json.ts';
import type { App } from '../app.ts';
import { problemsSchema } from '../problems.ts';
import { refuseOwn } from '../refuse-own.ts';
import type { ServedShop } from '../served-shop.ts';
import { simulationSchema, triedSchema } from '../simulation-schemas.ts';
import { triedOf, whileConnected } from '../tried-draft.ts';

/** What a draft would do to everybody, before it is published. */
export function simulationRoutes(app: App, { folder, clock }: ServedShop, jobs: Jobs): void {
  /** The job that makes a ground, by the ground. */
  const making = new Map<string, string>();
  app.addHook('onClose', async () => await forgetPrepared(folder));
  app.post(
    '/simulations',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags: ['simulations'],
        description:
          'Drafts that look at what the last evaluation did not store, or at another day, need something computed first; it then stays for ten minutes for drafts of the same metrics.',
        body: z.intersection(
          triedSchema,
          z.object({
            wait: z
              .boolean()
              .default(true)
              .describe(
                'false: where something has to be computed first, answer with the job that does it; then ask again',
              ),
          }),
        ),
        response: { 200: simulationSchema, 202: z.object({ job: z.string() }), '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      if ('owner' in request.visibility) refuseOwn();
      const { comparison, ...tried } = await triedOf(request.body, clock());
      if (!request.body.wait) {
        const { isThere, key } = await groundFor(folder, tried);
        if (!isThere) return await reply.code(202).send({ job: jobOf(key, tried) });
      }
      const simulation = await simulate(folder, { ...tried, comparison }, whileConnected(reply));
      return simulationJson(simulation) as z.infer<typeof simulationSchema>;
    },
  );

  const jobOf = (key: string, tried: Parameters<typeof groundFor>[1]): string => {
    const known = making.get(key);
    if (known !== undefined && jobs.find(known).state === 'running') return known;
    const { id } = jobs.start({
      kind: 'simulation',
      work: async (watching) => {
        try {
          await onGround(folder, tried, watching, async () => undefined);
        } finally {
          if (making.get(key) === id) making.delete(key);
        }
      },
    });
    making.set(key, id);
    return id;
  };
}
