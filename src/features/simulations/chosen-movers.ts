import { sql } from 'kysely';
import type { Scheme } from '../../domain/scheme.ts';
import { and, bigint, type Expression } from '../../sql/expression.ts';
import type { Ground } from './ground.ts';

export const moverGroups = ['owner', 'store', 'source'] as const;
export type MoverGroup = (typeof moverGroups)[number];

export const moverSorts = ['spend', 'name', ...moverGroups] as const;
export type MoverSort = (typeof moverSorts)[number];

/** Which of those whose tier would be another, in which order. */
export interface MoverChoice {
  /** Tier ids: from which of the current standard, to which of the draft; null is any. */
  readonly from: string | null;
  readonly to: string | null;
  /** Whose customers: an empty text is nobody's; null is anybody's. */
  readonly of: Readonly<Partial<Record<MoverGroup, string | null>>>;
  readonly sort: MoverSort;
}

/** The condition on tiers beside each other with the columns of `moverGroups`. */
export function chosenMovers(
  { published: { scheme: current } }: Ground,
  draft: Scheme,
  { from, to, of }: Omit<MoverChoice, 'sort'>,
): Expression {
  const stays = current.tiers.flatMap(({ id }, index) => {
    const same = draft.tiers.findIndex((tier) => tier.id === id);
    return same < 0 ? [] : [sql`not (from_tier = ${bigint(index)} and to_tier = ${bigint(same)})`];
  });
  const place = ({ tiers }: Scheme, id: string): Expression =>
    bigint(tiers.findIndex((tier) => tier.id === id));
  const groups = moverGroups.flatMap((group) => {
    const value = of[group] ?? null;
    return value === null ? [] : [sql`coalesce(${sql.ref(group)}, '') = ${value}`];
  });
  return and([
    ...stays,
    ...(from === null ? [] : [sql`from_tier = ${place(current, from)}`]),
    ...(to === null ? [] : [sql`to_tier = ${place(draft, to)}`]),
    ...groups,
  ]);
}

/** Those who spent most first, also within what else they are sorted by. */
export function moverOrder(sort: MoverSort, alias: string): Expression {
  const spend = sql`coalesce(${sql.ref(`${alias}.spend`)}, 0) desc`;
  return sort === 'spend' ? spend : sql`${sql.ref(`${alias}.${sort}`)} nulls last, ${spend}`;
}
