import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { type Bin, naturalBreaks } from '../../domain/suggest/natural-breaks.ts';
import { bigint, type Expression } from '../../sql/expression.ts';

/** A gap between classes: the highest value below it and the lowest above. */
export interface Gap {
  readonly below: bigint;
  readonly above: bigint;
}

/** More different values than these share bins of about as many customers. */
export const MOST_BINS = 2000;

/** Where a metric's values part by themselves, lowest first, and how well the classes fit. */
export async function naturalGaps(
  db: Queryable,
  from: Expression,
  classes: number,
): Promise<{ readonly gaps: readonly Gap[]; readonly fit: number }> {
  const bins = await readBins(db, from);
  const { starts, fit } = naturalBreaks(bins, classes);
  const gaps = starts.map((start) => ({
    below: bins[start - 1]?.max ?? 0n,
    above: bins[start]?.min ?? 0n,
  }));
  return { gaps, fit };
}

interface ValueBin extends Bin {
  readonly min: bigint;
  readonly max: bigint;
}

/** Rising bins, a value in one of them alone. Sums are of the values less their mean, lest squares lose what matters. */
async function readBins(db: Queryable, from: Expression): Promise<ValueBin[]> {
  const counted = sql`select value, count(*) as n from ${from} where value is not null group by value`;
  const float = (of: Expression): Expression => sql`cast(${of} as double precision)`;
  const placed = sql`select value, n, row_number() over (order by value) - 1 as place,
      sum(n) over (order by value) - n as below, count(*) over () as different, sum(n) over () as everybody,
      ${float(sql`value`)} - sum(${float(sql`value`)} * n) over () / sum(n) over () as away
    from (${counted}) as counted`;
  const bin = sql`case when different <= ${bigint(MOST_BINS)} then place
    else cast(floor(${float(sql`below`)} * ${bigint(MOST_BINS)} / ${float(sql`everybody`)}) as bigint) end`;
  const rows = await run(
    db,
    sql`select min(value) as low, max(value) as high, cast(sum(n) as bigint) as customers,
        sum(away * n) as total, sum(away * away * n) as squares
      from (select ${bin} as bin, value, n, away from (${placed}) as placed) as binned group by bin order by bin`,
  );
  return rows.map((row) => ({
    min: BigInt(row.low ?? 0),
    max: BigInt(row.high ?? 0),
    customers: Number(row.customers),
    sum: Number(row.total),
    squares: Number(row.squares),
  }));
}
