import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Queryable, run } from '../../db/database.ts';
import { moneyText } from '../../domain/currency.ts';
import { metricName } from '../../domain/describe/describe-metric.ts';
import { roundHalfAway } from '../../domain/exact.ts';
import type { Expression } from '../../sql/expression.ts';
import { type Reading, readCustomers } from '../customers/reading.ts';
import { type Asked, checkAsked } from './check-asked.ts';
import { findThresholds, type Threshold } from './find-thresholds.ts';
import { reached, scaleOf, written } from './metric-values.ts';
import type { Reach, SuggestionRequest, Suggestions } from './suggestion.ts';
import { valuedRows } from './valued-rows.ts';

/**
 * Thresholds of a draft's metric, told by the values that the last evaluation stored. Throws an InputError where it
 * stored others, and for metrics that are no numbers.
 */
export async function suggest(folder: DataFolder, request: SuggestionRequest): Promise<Suggestions> {
  return await readCustomers(folder, async (reading) => {
    const asked = checkAsked(request, reading);
    const { document, metric, operator, wanted } = request;
    const what = ['suggestions', document, metric, operator, wanted];
    return await reading.remember(what, async () => await readSuggestions(reading, asked));
  });
}

async function readSuggestions(reading: Reading, asked: Asked): Promise<Suggestions> {
  const db = { kysely: reading.db, dialect: reading.dialect };
  const from = valuedRows(asked, reading);
  const [row = {}] = await run(db, sql`select count(*) as customers from ${from}`);
  const customers = Number(row.customers);
  const { thresholds, fit } = await findThresholds(db, from, asked, customers);
  const reaches = await reachOf(db, from, asked, { thresholds, customers });
  const { draft, metric: id, operator, generation, stored, spending } = asked;
  const metric = draft.metrics.get(id) ?? stored.metric;
  return {
    metric: { id, name: metricName(metric, draft), type: metric.type },
    ...{ operator, asOf: generation.asOf, customers, fit },
    suggestions: thresholds.map(({ share, tier, exact, round }) => ({
      ...{ share, tier, exact: reaches(exact), round: reaches(round) },
    })),
    uncounted: spending?.cost.uncounted ?? [],
  };
}

async function reachOf(
  db: Queryable,
  from: Expression,
  { draft, operator, stored, spending }: Asked,
  { thresholds, customers }: { readonly thresholds: readonly Threshold[]; readonly customers: number },
): Promise<(threshold: bigint | null) => Reach | null> {
  const values = [...new Set(thresholds.flatMap(({ exact, round }) => [exact, round]))].filter(
    (value) => value !== null,
  );
  const counted = await reached(db, from, operator, values);
  const byValue = new Map(values.map((value, index) => [value, counted[index]]));
  const scale = scaleOf(stored);
  return (threshold) => {
    const found = threshold === null ? undefined : byValue.get(threshold);
    if (threshold === null || found === undefined) return null;
    const monthly = spending === null ? null : roundHalfAway(found.cost, 12n * spending.cost.den);
    return {
      threshold: written(threshold, scale),
      customers: found.customers,
      share: customers === 0 ? 0 : found.customers / customers,
      cost: monthly === null ? null : Number(moneyText(monthly, draft.currency)),
    };
  };
}
