import { addDays, type Day, daysBetween, day as known } from '../../domain/calendar.ts';
import { dateIn, type Festival, festivals, saleDays } from './festivals.ts';
import type { Random } from './random.ts';
import { draw, lots } from './weights.ts';

export const SECONDS = 86_400;
const HISTORY = 3 * 365;

/** Three years of days up to and including `until`. */
export function historyUntil(until: Day): readonly Day[] {
  return Array.from({ length: HISTORY + 1 }, (_, index) => addDays(until, index - HISTORY));
}

/** How busy each day is, by month, weekday and festivals; an ordinary day is about 1. */
export function busynessOf(days: readonly Day[]): Float64Array {
  const weekday = weekdaysOf(days);
  const busyness = Float64Array.from(
    days,
    (at, index) => (byMonth[month(at) - 1] ?? 1) * (byWeekday[weekday(index)] ?? 1),
  );
  const indexOf = new Map(days.map((at, index) => [at, index]));
  const first = Number(days[0]?.slice(0, 4));
  const last = Number(days.at(-1)?.slice(0, 4)) + 1;
  for (const festival of festivals)
    for (let year = first; year <= last; year += 1) celebrate(busyness, indexOf, festival, year);
  return busyness;
}

function celebrate(busyness: Float64Array, indexOf: Map<Day, number>, festival: Festival, year: number) {
  const date = dateIn(year, festival.on);
  if (date === undefined) return;
  for (let offset = festival.from; offset <= festival.to; offset += 1) {
    const index = indexOf.get(addDays(known(`${year}-${date}`), offset));
    if (index === undefined) continue;
    const nearness = festival.flat ? 1 : 1 / (1 + Math.abs(offset));
    busyness[index] = (busyness[index] ?? 0) * (1 + (festival.peak - 1) * nearness);
  }
}

/** For each day, a lottery of the second at which somebody orders. */
export function clockOf(days: readonly Day[]): (day: number, random: Random) => number {
  const weekday = weekdaysOf(days);
  const tables = days.map((at, index) =>
    saleDays.has(at.slice(5)) ? saleDay : weekday(index) > 4 ? weekend : workday,
  );
  return (day, random) => draw(tables[day] ?? workday, random) * 3600 + Math.floor(random() * 3600);
}

const byMonth = [1, 0.86, 0.95, 0.92, 1, 1, 0.9, 0.92, 1, 1.02, 1.12, 1.1];
const byWeekday = [0.94, 0.93, 0.95, 0.98, 1.03, 1.18, 1.14];

const workday = lots([
  14, 7, 3, 2, 1, 2, 6, 14, 26, 40, 50, 50, 54, 48, 42, 42, 44, 42, 42, 54, 74, 84, 70, 38,
]);
const weekend = lots([
  18, 10, 5, 2, 2, 2, 4, 9, 20, 38, 52, 56, 52, 52, 56, 60, 58, 52, 48, 56, 70, 78, 68, 42,
]);
const saleDay = lots([
  150, 70, 24, 8, 4, 4, 8, 18, 32, 46, 56, 54, 50, 46, 44, 44, 46, 44, 46, 62, 96, 110, 96, 80,
]);

function month(at: Day): number {
  return Number(at.slice(5, 7));
}

/** The weekday of each index into days that follow one another; Monday is 0. */
function weekdaysOf(days: readonly Day[]): (index: number) => number {
  const monday = known('2024-01-01');
  const first = (daysBetween(monday, days[0] ?? monday) % 7) + 7;
  return (index) => (first + index) % 7;
}
