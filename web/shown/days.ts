const DAY = 86_400_000;

/** The calendar day of a moment (milliseconds since 1970) in a time zone, `YYYY-MM-DD`. */
export function dayIn(moment: number, timeZone: string): string {
  return wall(moment, timeZone).slice(0, 10);
}

/** The day after. */
export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}

/** The last moment of a calendar day in a time zone, ISO 8601 in UTC. */
export function endOfDay(day: string, timeZone: string): string {
  const midnight = Date.parse(`${day}T00:00:00Z`) + DAY;
  const near = midnight - offset(midnight, timeZone);
  return new Date(midnight - offset(near, timeZone) - 1).toISOString();
}

/** Milliseconds by which the time zone's clock is before UTC. */
function offset(moment: number, timeZone: string): number {
  return Date.parse(`${wall(moment, timeZone).replace(' ', 'T')}Z`) - moment;
}

/** To the second, as the time zone's clock shows: Swedes write days and times so. */
function wall(moment: number, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(
    moment,
  );
}
