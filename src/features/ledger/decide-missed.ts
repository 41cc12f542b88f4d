import type { Day } from '../../domain/calendar.ts';
import type { Distribution } from '../../sql/top-share.ts';
import { cutsInForce, type FixedCuts, isRelative } from '../evaluations/cuts-in-force.ts';
import { keptTables, storedIds } from '../evaluations/kept-tables.ts';
import { recordedSoFar } from '../evaluations/touched.ts';
import { schemeOn } from '../schemes/standard-in-force.ts';
import { gradeAll } from '../tiers/grade-all.ts';
import { dropTable } from './decide-day.ts';
import { type Deciding, prepareDay, publishDay } from './decide-everybody.ts';
import { kept, tiersBegan } from './timeline.ts';

/**
 * Decides days that went by without a run, each in a transaction of its own, on what is known now. Places among everybody are found by
 * the cut points of the day's period; gives those fixed last.
 */
export async function decideMissed(
  deciding: Deciding,
  days: readonly Day[],
  shown: FixedCuts | null,
): Promise<FixedCuts | null> {
  const { folder, work, evaluation } = deciding;
  let fixed = shown;
  let before: readonly Distribution[] = [];
  for (const day of days) {
    const { reader } = folder.database();
    const scheme = await schemeOn(reader, day);
    if (scheme === null) continue;
    const table = `${evaluation.table}_${day.replaceAll('-', '')}`;
    const from = keptTables(scheme.scheme, { began: tiersBegan(kept, day) });
    const seen = await recordedSoFar(reader);
    const isPlaced = isRelative(scheme.scheme);
    const { cuts, ...graded } = await gradeAll(work, scheme.scheme, day, {
      ...{ table, keyed: false, from, withFacts: true },
      // As in evaluations, so that their cut points fit.
      wanted: isPlaced ? storedIds(scheme.scheme) : [],
      keepDistributions: isPlaced,
      cuts: cutsInForce(fixed, scheme, day) ?? undefined,
    });
    if (isPlaced) fixed = { scheme: scheme.scheme, version: scheme.version, cuts };
    const publish = await prepareDay(deciding, { scheme, day, graded, seen, isWhole: true });
    await publishDay(deciding, table, publish);
    await dropTable(work.kysely, table);
    if (!isPlaced) continue;
    // The next such day is placed by copies of its own.
    for (const distribution of before) await dropTable(work.kysely, distribution.table);
    before = cuts.distributions;
  }
  return fixed;
}
