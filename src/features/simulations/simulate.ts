import type { DataFolder } from '../../db/data-folder.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { countMigrations } from '../tiers/what-if.ts';
import { besideOn, type Comparison } from './beside.ts';
import { type Ground, onGround, type Tried } from './ground.ts';
import type { Watching } from './make-rows.ts';
import { priceTiers } from './price-tiers.ts';
import { movesOf, type Simulation } from './simulation.ts';

export interface SimulationRequest extends Tried {
  readonly comparison: Comparison;
}

/**
 * What a draft would do to everybody, kept nowhere: from the published evaluation's metrics where the draft looks at
 * nothing else, otherwise from rows that are made first. Where the evaluation is of another day, or does not know all
 * that the register does, its standard is graded anew too, so that only the standards differ.
 */
export async function simulate(
  folder: DataFolder,
  { comparison, ...tried }: SimulationRequest,
  watching: Watching = unwatched,
): Promise<Simulation> {
  return await onGround(
    folder,
    tried,
    watching,
    async (ground) => await simulateOn(ground, tried.draft, comparison),
  );
}

/** What nobody looks at and nobody stops. */
export const unwatched: Watching = {
  signal: new AbortController().signal,
  progress: { step: () => undefined, at: () => undefined },
};

/** The same on a ground that is there. */
async function simulateOn(ground: Ground, draft: Scheme, comparison: Comparison): Promise<Simulation> {
  const { db, day, published, rows, anew, bought, readAt } = ground;
  const { scheme, version, id } = published;
  const beside = await besideOn(ground, draft, comparison);
  const found = await countMigrations(db, beside, bought !== null);
  const migrations = found
    .toSorted((a, b) => b.from - a.from || b.to - a.to)
    .map(({ from, to, customers, revenue }) => ({
      from: scheme.tiers[from]?.id ?? '',
      to: draft.tiers[to]?.id ?? '',
      ...{ customers, revenue },
    }));
  const isShown = comparison === 'shown';
  return {
    asOf: day,
    draft,
    current: { scheme, version, evaluation: id },
    compared: { what: comparison, lifecycle: isShown && rows.inLedger, overrides: isShown },
    anew,
    fast: readAt === null,
    readAt,
    before: priceTiers(scheme, found, 'from'),
    after: priceTiers(draft, found, 'to'),
    migrations,
    moves: movesOf(scheme, draft, migrations),
  };
}
