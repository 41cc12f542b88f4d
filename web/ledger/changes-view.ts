/** What the page of changes shows, as it stands in the address. */
export interface ChangesView {
  /** `YYYY-MM-DD`; without both days the current month. */
  readonly from?: string;
  readonly to?: string;
  readonly direction?: 'up' | 'down';
  /** A tier: those alone who left it. */
  readonly left?: string;
}

const form = /^\d{4}-\d{2}-\d{2}$/;

export function readChangesView({ from, to, direction, left }: Record<string, unknown>): ChangesView {
  return {
    ...(typeof from === 'string' && form.test(from) ? { from } : {}),
    ...(typeof to === 'string' && form.test(to) ? { to } : {}),
    ...(direction === 'up' || direction === 'down' ? { direction } : {}),
    ...(typeof left === 'string' && left !== '' ? { left } : {}),
  };
}

export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** The calendar month of a day, or one so many months later. */
export function monthOf(day: string, later = 0): DayRange {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return { from: written(year, month + later, 1), to: written(year, month + later + 1, 0) };
}

export interface Counted {
  /** A day, or `YYYY-MM`. */
  readonly at: string;
  readonly up: number;
  readonly down: number;
}

/** More days than this are counted by month. */
const MOST_DAYS = 62;

/** Ups and downs of every day of a range, or of every month of a long one, those without any included. */
export function countedBy(
  { from, to }: DayRange,
  days: readonly { readonly day: string; readonly up: number; readonly down: number }[],
): { readonly unit: 'day' | 'month'; readonly counted: readonly Counted[] } {
  const unit = Date.parse(to) - Date.parse(from) < MOST_DAYS * 86_400_000 ? 'day' : 'month';
  const length = unit === 'day' ? 10 : 7;
  const counted = new Map<string, Counted>();
  for (let at = from.slice(0, length); at <= to.slice(0, length); at = following(at)) {
    counted.set(at, { at, up: 0, down: 0 });
  }
  for (const { day, up, down } of days) {
    const at = day.slice(0, length);
    const before = counted.get(at) ?? { up: 0, down: 0 };
    counted.set(at, { at, up: before.up + up, down: before.down + down });
  }
  return { unit, counted: [...counted.values()] };
}

/** The day or month after one. */
function following(at: string): string {
  const [year = 0, month = 1, day] = at.split('-').map(Number);
  return day === undefined ? written(year, month + 1, 1).slice(0, 7) : written(year, month, day + 1);
}

/** Months from 1; day 0 is the last of the month before. */
function written(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}
