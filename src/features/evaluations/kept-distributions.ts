import { type Kysely, sql } from 'kysely';
import { generationTable } from './generation.ts';
import { readCuts } from './noted-cuts.ts';

interface Noted {
  readonly evaluation: bigint;
  readonly scheme: string;
  readonly asOf: string;
  readonly cuts: string;
}

/**
 * The tables of distributions that late knowledge is placed by: of each standard and day on which they were fixed those of the evaluation that
 * fixed them last, or else came by them first.
 */
export async function keptDistributions(db: Kysely<unknown>): Promise<ReadonlySet<string>> {
  const { rows } =
    await sql<Noted>`select evaluation_id as evaluation, scheme_id || '@' || version as scheme, cast(as_of as text) as "asOf",
      cast(cut_points as text) as cuts
    from evaluations where status = 'done' and in_ledger and cast(cut_points as text) like ${'%"shares":["%'} order by evaluation_id`.execute(
      db,
    );
  const kept = new Map<string, readonly string[]>();
  for (const { evaluation, scheme, asOf, cuts } of rows) {
    const { fixedOn, distributions } = readCuts(cuts, generationTable(evaluation));
    const key = `${scheme} ${fixedOn}`;
    if (!kept.has(key) || fixedOn === asOf)
      kept.set(
        key,
        distributions.map(({ table }) => table),
      );
  }
  return new Set([...kept.values()].flat());
}
