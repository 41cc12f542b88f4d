import type { Database } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import { kept, tiersBegan } from '../ledger/timeline.ts';
import type { PublishedScheme } from '../schemes/published-schemes.ts';
import { type CutPoints, type GradedTable, gradeAll } from '../tiers/grade-all.ts';
import { type Asked, carryOver, mayCarry } from './carry-over.ts';
import { gradeAndCompare, mayCompare } from './compare-grades.ts';
import type { Generation } from './generation.ts';
import { gridColumns, keptTables, storedIds } from './kept-tables.ts';
import type { Merge } from './merge-grades.ts';
import type { EvaluationKind } from './record-evaluation.ts';

interface DayToGrade extends Asked {
  /** Whether grades may be carried over, and places among everybody be found by these cut points. */
  readonly keepsCuts: boolean;
  readonly cuts: CutPoints | null;
  /** What is shown, and the ledger's last day if that is all it has to know before this one; null where the ledger does not decide the day. */
  readonly before: { readonly shown: Generation | null; readonly decided: Day | null } | null;
}

/** A day's grades in a table of their own. */
export interface DayGrades {
  readonly kind: EvaluationKind;
  readonly graded: GradedTable;
  readonly cuts: CutPoints;
  /** With it the table has some customers alone. */
  readonly merge: Merge | null;
}

/** Grades a day into a new table: everybody, unless the grades that are shown stand for most. */
export async function gradeDay(
  work: Database,
  current: PublishedScheme,
  { before, keepsCuts, cuts, ...asked }: DayToGrade,
): Promise<DayGrades> {
  const { asOf, table, at } = asked;
  const { scheme } = current;
  const partly = (kind: EvaluationKind, last: Generation, merge: Merge | null): DayGrades => {
    return { kind, graded: { table, metrics: last.graded.metrics }, cuts: last.cuts, merge };
  };
  if (before !== null && keepsCuts && mayCarry(before.shown, current, asOf, cuts)) {
    const merge = await carryOver(work, before.shown, asked);
    if (merge !== null) return partly('carried', before.shown, merge);
  }
  if (before !== null && mayCompare(before.shown, current, asOf, before.decided)) {
    return partly('full', before.shown, await gradeAndCompare(work, before.shown, asked));
  }
  const { cuts: found, ...graded } = await gradeAll(work, scheme, asOf, {
    table,
    wanted: storedIds(scheme),
    keyed: true,
    from: keptTables(scheme, { grading: { asOf, at }, began: tiersBegan(kept, asOf) }),
    carried: gridColumns,
    keepDistributions: true,
    cuts: cuts ?? undefined,
    withFacts: true,
  });
  return { kind: 'full', graded, cuts: found, merge: null };
}
