import { sql } from 'kysely';
import { and, bigint, type Expression, literalText } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import type { Seal } from '../contacts/seal.ts';
import { findNumber } from '../register/customer-ids.ts';
import { filterSql, parseFilter } from './customer-filter.ts';
import { readSearch, searchSql } from './customer-search.ts';
import type { Grid } from './grid.ts';
import type { Reading } from './reading.ts';

/** Which customers are asked for. */
export interface CustomerQuery {
  /** Whose customers may be seen at all. */
  readonly visibility: Visibility;
  /** A rule as JSON. */
  readonly filter: string | null;
  readonly search: string | null;
  /** Exactly this customer of the business, or whom he was merged into. */
  readonly externalId: string | null;
}

/** The condition on the grid that chooses them. Throws an InputError for a filter that is wrong. */
export async function chosenSql(
  query: CustomerQuery,
  grid: Grid,
  seal: Seal,
  reading: Reading,
): Promise<Expression> {
  const { visibility, filter, search, externalId } = query;
  const searched = search === null ? null : await readSearch(search, reading, seal);
  const parts = [
    visibleSql(visibility, grid),
    externalId === null ? null : await namedSql(externalId, grid, reading),
    filter === null ? null : filterSql(parseFilter(filter, reading), grid, seal, reading),
    searched === null ? null : searchSql(searched, grid),
  ];
  return and(parts.filter((part) => part !== null));
}

/** Whose id it is; of one who was merged away it is the one's who was kept. */
async function namedSql(externalId: string, grid: Grid, { db, dialect }: Reading): Promise<Expression> {
  const number = await findNumber(db, dialect, externalId);
  return number === null ? sql`false` : sql`${grid.column('customer_id')} = ${bigint(number)}`;
}

/** Null where everybody may be seen. */
export function visibleSql(visibility: Visibility, grid: Grid): Expression | null {
  return visibleTo(visibility, grid.column('owner'));
}

/** The same on a column that holds who is responsible. */
export function visibleTo(visibility: Visibility, owner: Expression): Expression | null {
  return 'owner' in visibility ? sql`${owner} = ${literalText(visibility.owner)}` : null;
}
