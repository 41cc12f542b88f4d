import { z } from 'zod';
import { decline } from '../../domain/app-error.ts';
import { authorName } from '../../features/access/author-name.ts';
import { beginChallenge, endChallenge } from '../../features/challenges/begin-challenge.ts';
import { type Challenge, readChallengeDays, readChallenges } from '../../features/challenges/challenge.ts';
import { daysToForetell, foretellDays } from '../../features/challenges/foretell-days.ts';
import { noteChallenge } from '../../features/challenges/note-challenge.ts';
import { currentGeneration } from '../../features/evaluations/generation.ts';
import type { Jobs } from '../../features/jobs/jobs.ts';
import { findScheme, refuseUnknownVersion } from '../../features/schemes/published-schemes.ts';
import { readWrittenScheme } from '../../features/schemes/written-scheme.ts';
import type { App } from '../app.ts';
import { challengeHistorySchema, challengesSchema, challengeView, dayView } from '../challenge-schemas.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { problemsSchema } from '../problems.ts';
import { refuseOwn } from '../refuse-own.ts';
import { anySchemeSchema } from '../scheme-schemas.ts';
import type { ServedShop } from '../served-shop.ts';
import type { simulationSchema } from '../simulation-schemas.ts';

const tags = ['challenges'];
const read = { needs: 'customers:read' } as const;
const publish = { needs: 'schemes:publish' } as const;
const one = { 200: challengeHistorySchema, '4xx': problemsSchema };

/** A second standard, graded by in the shadow of the one in force. */
export function challengeRoutes(app: App, { folder, clock }: ServedShop, jobs: Jobs): void {
  const reader = () => folder.database().reader;
  const find = async (id: bigint): Promise<Challenge> =>
    (await readChallenges(reader())).find((challenge) => challenge.id === id) ??
    decline('not-found', '没有这个挑战', 'there is no such challenge');
  const history = async (id: bigint): Promise<z.infer<typeof challengeHistorySchema>> => {
    const challenge = await find(id);
    const days = await readChallengeDays(reader(), id);
    const last = days.findLast(({ state }) => state === 'done')?.counts ?? null;
    const { days: open } = await daysToForetell(folder, challenge, clock());
    return {
      challenge: challengeView(challenge),
      days: days.map(dayView),
      last: last as z.infer<typeof simulationSchema> | null,
      toForetell: open.length,
    };
  };

  app.get(
    '/challenges',
    { config: read, schema: { tags, response: { 200: challengesSchema, '4xx': problemsSchema } } },
    async ({ visibility }) => {
      if ('owner' in visibility) refuseOwn();
      return { challenges: (await readChallenges(reader())).map(challengeView) };
    },
  );

  app.get(
    '/challenges/:id',
    { config: read, schema: { tags, params: idParams, response: one } },
    async ({ params, visibility }) => {
      if ('owner' in visibility) refuseOwn();
      return await history(numberOf(params));
    },
  );

  app.post(
    '/challenges',
    {
      config: publish,
      schema: {
        tags,
        description:
          'From now on every evaluation of everybody grades by this standard too and keeps the counts; nothing that is shown changes. One challenger at a time.',
        body: anySchemeSchema,
        response: { 201: challengeHistorySchema, '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const { published, ...written } = request.body;
      const named = published && (await findScheme(reader(), published.id, published.version));
      if (named === null) return refuseUnknownVersion();
      const what = named ?? { ...(await readWrittenScheme(written)), version: null };
      const id = await beginChallenge(folder, {
        ...{ document: what.document, version: what.version },
        ...{ author: authorName(callerOf(request)), at: clock() },
      });
      await noteLast();
      return await reply.code(201).send(await history(id));
    },
  );

  app.put(
    '/challenges/:id/end',
    {
      config: publish,
      schema: {
        tags,
        description: 'Ends a challenge; what it found stays. One that is published ends by itself.',
        params: idParams,
        response: one,
      },
    },
    async (request) => {
      const id = numberOf(request.params);
      const by = { author: authorName(callerOf(request)), at: clock() };
      await endChallenge(folder, id, { ...by, outcome: 'ended' });
      return await history(id);
    },
  );

  app.post(
    '/challenges/:id/foresight',
    {
      config: read,
      schema: {
        tags,
        description:
          'A job that holds both standards’ tiers against what was spent in the quarter after, for each month of the challenge of which it is over.',
        params: idParams,
        response: { 202: z.object({ job: z.string() }), '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      if ('owner' in request.visibility) refuseOwn();
      const challenge = await find(numberOf(request.params));
      const { id } = jobs.start({
        kind: 'backtest',
        work: async (watching) => await foretellDays(folder, challenge, clock(), watching),
      });
      return await reply.code(202).send({ job: id });
    },
  );

  /** What is shown already counts from the first. */
  async function noteLast(): Promise<void> {
    const shown = await currentGeneration(reader());
    const standard = shown && (await findScheme(reader(), shown.scheme.id, shown.version));
    if (shown === null || standard === null) return;
    await noteChallenge(folder, { id: shown.id, asOf: shown.asOf, standard }, clock());
  }
}
