import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { day } from '../domain/calendar.ts';
import { readWrittenScheme } from '../features/schemes/written-scheme.ts';
import type { Comparison } from '../features/simulations/beside.ts';
import type { MoverChoice } from '../features/simulations/chosen-movers.ts';
import type { Tried } from '../features/simulations/ground.ts';
import type { Watching } from '../features/simulations/make-rows.ts';
import { unwatched } from '../features/simulations/simulate.ts';
import type { chosenSchema, triedSchema } from './simulation-schemas.ts';

/** The draft that a request brings. */
export async function triedOf(
  { asOf, compare, document, text, template }: z.infer<typeof triedSchema>,
  now: number,
): Promise<Tried & { readonly comparison: Comparison }> {
  const { scheme: draft } = await readWrittenScheme({ document, text, template });
  return { draft, asOf: asOf === undefined ? null : day(asOf), now, comparison: compare };
}

export function choiceOf({
  from,
  to,
  owner,
  store,
  source,
  sort,
}: z.infer<typeof chosenSchema>): MoverChoice {
  const of = { owner: owner ?? null, store: store ?? null, source: source ?? null };
  return { from: from ?? null, to: to ?? null, of, sort };
}

/** Ends the work when whoever asked for it has gone. */
export function whileConnected(reply: FastifyReply): Watching {
  const stop = new AbortController();
  reply.raw.once('close', () => stop.abort());
  return { ...unwatched, signal: stop.signal };
}
