import { sql } from 'kysely';
import type { Expression } from '../../sql/expression.ts';
import { storedColumns } from '../../sql/stored.ts';
import type { Generation } from '../evaluations/generation.ts';
import { gridColumns } from '../evaluations/kept-tables.ts';

/** The table of customers with their tiers and metrics, read with as few joins as the columns asked for allow. */
export interface Grid {
  /** A column of the published evaluation (`tier`, a metric's) or else of the register. */
  readonly column: (name: string) => Expression;
  /** Where to select from; to be asked for last. */
  readonly from: () => Expression;
}

const own = new Set(gridColumns.map(({ name }) => name));
/** Columns that nothing but an evaluation has. */
const graded = new Set(['tier', 'computed', 'as_of', 'graded_at']);

export function openGrid({
  generation,
  complete,
}: {
  readonly generation: Generation | null;
  readonly complete: boolean;
}): Grid {
  if (generation === null) return { column: ungraded, from: () => sql`customers` };
  const stored = new Set(generation.graded.metrics.flatMap(storedColumns).map(({ name }) => name));
  let joined = !complete;
  const isGraded = (name: string): boolean =>
    graded.has(name) || stored.has(name) || (complete && (own.has(name) || name === 'customer_id'));
  const table = sql`${sql.table(generation.graded.table)} as graded`;
  const same = sql`graded.customer_id = customers.customer_id`;
  return {
    column: (name) => {
      if (isGraded(name)) return sql.ref(`graded.${name}`);
      joined = true;
      return sql.ref(`customers.${name}`);
    },
    from: () => {
      if (!joined) return table;
      return complete
        ? sql`${table} join customers on ${same}`
        : sql`customers left join ${table} on ${same}`;
    },
  };
}

function ungraded(name: string): Expression {
  if (name === 'tier') return sql`cast(null as bigint)`;
  return graded.has(name) ? sql`cast(null as text)` : sql.ref(`customers.${name}`);
}
