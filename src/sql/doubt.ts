import { sql } from 'kysely';
import type { Day } from '../domain/calendar.ts';
import { type Doubt, type DoubtedValues, doubtConstants } from '../domain/doubts.ts';
import { and, bigint, date, type Expression, or } from './expression.ts';

const signs = { over: sql`>`, under: sql`<`, atLeast: sql`>=` };

/** Whether a row is in doubt, true or false: `doubted` in SQL, over the columns that hold its values. */
export function doubtSql(
  { anyOf }: Doubt,
  columns: Readonly<Partial<Record<keyof DoubtedValues, Expression>>>,
  today: Day,
): Expression {
  const { earliest, nothing } = doubtConstants(today);
  const all = { today: date(today), earliest: date(earliest), nothing: bigint(nothing), ...columns };
  const holds = anyOf.map((parts) =>
    and(
      parts.map(([left, how, right]) => {
        const [a, b] = [all[left], all[right]];
        return a && b ? sql`coalesce(${a} ${signs[how]} ${b}, false)` : sql`false`;
      }),
    ),
  );
  return or(holds);
}
