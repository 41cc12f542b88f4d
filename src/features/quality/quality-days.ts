import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Day, day } from '../../domain/calendar.ts';
import { bigint, commas, date } from '../../sql/expression.ts';
import { FULL_SCORE } from './judged.ts';
import { type Quality, readQuality } from './read-quality.ts';

/** The row of a day that tells of everything; no check has this id. */
const ALL = 'all';
const MOST_DAYS = 366;

/** How the data stood on a day. */
export interface QualityDay {
  readonly day: Day;
  /** 0 to 100. */
  readonly score: number;
  readonly customers: number;
  readonly orders: number;
  /** By check: how many customers failed, and orders. */
  readonly checks: Readonly<Record<string, { readonly customers: number; readonly orders: number }>>;
}

/** Looks at everybody and keeps what was found as that of today, over what was kept of today before. `now` in milliseconds since 1970. */
export async function noteQuality(folder: DataFolder, now: number): Promise<void> {
  await keepDay(folder, await readQuality(folder, { all: true }, now));
}

/** Keeps what was found of everybody as that of its day, unless something is kept of it. */
export async function keepFirst(folder: DataFolder, quality: Quality): Promise<void> {
  const { rows } = await sql`select 1 from quality_days where day = ${date(quality.today)} limit 1`.execute(
    folder.database().reader,
  );
  if (rows.length === 0) await keepDay(folder, quality);
}

async function keepDay(folder: DataFolder, quality: Quality): Promise<void> {
  const { today, customers, orders, score, findings } = quality;
  if (score === null) return;
  const row = (check: string, counts: readonly [number, number, number]) =>
    sql`(${date(today)}, cast(${check} as text), ${commas(counts.map(bigint))})`;
  const kept = [
    row(ALL, [customers, orders, hundredths(score)]),
    ...findings.map(({ check, ...found }) => {
      const passed = found.asked === 0 ? 1 : 1 - found.customers / found.asked;
      return row(check.id, [found.customers, found.orders, hundredths(100 * passed)]);
    }),
  ];
  await folder.writer.write(async (trx) => {
    await sql`delete from quality_days where day = ${date(today)}`.execute(trx);
    await sql`insert into quality_days (day, check_id, customers, orders, score) values ${commas(kept)}`.execute(
      trx,
    );
  });
}

function hundredths(points: number): number {
  return Math.round(points * (FULL_SCORE / 100));
}

/** The days kept of the last year, the earliest first. */
export async function readQualityDays(db: Kysely<unknown>): Promise<QualityDay[]> {
  const { rows } = await sql<{
    day: string;
    check_id: string;
    customers: bigint;
    orders: bigint;
    score: bigint;
  }>`select cast(q.day as text) as day, check_id, customers, orders, score from quality_days as q
    where q.day in (select day from quality_days where check_id = ${sql.lit(ALL)} order by quality_days.day desc limit ${sql.lit(MOST_DAYS)})
    order by q.day, check_id`.execute(db);
  const days = new Map<string, { -readonly [Key in keyof QualityDay]: QualityDay[Key] }>();
  for (const row of rows.filter(({ check_id }) => check_id === ALL)) {
    const counted = { customers: Number(row.customers), orders: Number(row.orders) };
    days.set(row.day, {
      day: day(row.day),
      score: Number(row.score) / (FULL_SCORE / 100),
      ...counted,
      checks: {},
    });
  }
  for (const row of rows.filter(({ check_id }) => check_id !== ALL)) {
    const of = days.get(row.day);
    const counted = { customers: Number(row.customers), orders: Number(row.orders) };
    if (of !== undefined) of.checks = { ...of.checks, [row.check_id]: counted };
  }
  return [...days.values()];
}
