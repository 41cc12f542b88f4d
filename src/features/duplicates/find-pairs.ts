import { sql } from 'kysely';
import type { Queryable } from '../../db/database.ts';
import {
  type Agreement,
  agreementPoints,
  type Difference,
  differences,
  LEAST_POINTS,
  startPoints,
} from '../../domain/duplicates/evidence.ts';
import type { Field } from '../../domain/field.ts';
import { and, commas, type Expression, namePart } from '../../sql/expression.ts';
import { blockPairs, blocks, type FactColumn, factTables, memberColumn } from './facts.ts';

/** Two customers who may be one, the one with the smaller number first. */
export interface FoundPair {
  readonly one: bigint;
  readonly other: bigint;
  /** In tenths of a bit; `confidenceOf` says what they mean. */
  readonly points: number;
  /** What agrees, each with a number of the value: `phone:123 name:456`. */
  readonly facts: string;
  /** What differs: `gender region`. */
  readonly against: string;
}

/** A comparison of two customers: what it is called where it agrees and where it differs. */
interface Comparison {
  /** The closest agreement first: the first that holds counts. */
  readonly agrees: readonly { readonly column: FactColumn; readonly as: string; readonly points: number }[];
  /** By the first column. */
  readonly differs: Difference | null;
}

/**
 * The pairs of customers who may be one, those with the most points first, at most so many. Nobody is compared with everybody: only within
 * blocks of few who agree in something.
 */
export async function findPairs(
  { kysely, dialect }: Queryable,
  members: readonly Field[],
  customers: number,
  most: number,
): Promise<FoundPair[]> {
  const compared = comparisons(members, customers);
  const points = [sql.lit(startPoints(customers)), ...compared.map(pointsSql)];
  const pairs = sql.join(blocks(members).map(blockPairs), sql` union `);
  const { rows } = await sql<{
    one: bigint;
    other: bigint;
    points: number;
    facts: string;
    against: string;
  }>`with ${factTables(members)},
    candidates as (${pairs}),
    weighed as (select one_id, other_id, ${sql.join(points, sql` + `)} as points from ${compare}),
    best as (select * from weighed where points >= ${sql.lit(LEAST_POINTS)} order by points desc, one_id, other_id limit ${sql.lit(most)})
    select best.one_id as one, best.other_id as other, points, concat(${commas(compared.map((each) => factSql(each, dialect.hash)))}) as facts,
      concat(${commas(compared.map(againstSql))}) as against
    from best join duplicate_facts as a on a.id = one_id join duplicate_facts as b on b.id = other_id
    order by points desc, one_id, other_id`.execute(kysely);
  return rows.map(({ facts, against, ...row }) => ({ ...row, facts: facts.trim(), against: against.trim() }));
}

const compare = sql`candidates join duplicate_facts as a on a.id = one_id join duplicate_facts as b on b.id = other_id`;

/** What a fact of the business's own is called. */
export function memberFact(id: string): string {
  return `member.${namePart(id)}`;
}

function comparisons(members: readonly Field[], customers: number): Comparison[] {
  const agree = (agreement: Agreement, column: FactColumn, as: string = agreement) => ({
    ...{ column, as, points: agreementPoints(agreement, customers) },
  });
  const plain = (column: Agreement & FactColumn, differs: Difference | null): Comparison => ({
    ...{ agrees: [agree(column, column)], differs },
  });
  return [
    plain('id_number', 'id_number'),
    ...members.map(({ id }, index) => ({
      ...{ agrees: [agree('member', memberColumn(index), memberFact(id))], differs: null },
    })),
    plain('email', 'email'),
    { agrees: [agree('phone', 'phone'), agree('tail', 'tail')], differs: 'phone' },
    plain('address', null),
    plain('birthday', 'birthday'),
    { agrees: [agree('name', 'name'), agree('sound', 'sound')], differs: 'name' },
    plain('registered', null),
    plain('region', 'region'),
    plain('gender', 'gender'),
  ];
}

/** One value for each way in which a comparison ends; `none` where either side is unknown. */
function outcome(
  { agrees, differs }: Comparison,
  given: (agreement: Comparison['agrees'][number]) => Expression,
  different: (difference: Difference) => Expression,
  none: Expression,
): Expression {
  const ways = agrees.map((each) => {
    const [a, b] = [sql.ref(`a.${each.column}`), sql.ref(`b.${each.column}`)];
    return sql`when ${a} = ${b} then ${given(each)}`;
  });
  const [first] = agrees;
  if (differs !== null && first !== undefined) {
    const [a, b] = [sql.ref(`a.${first.column}`), sql.ref(`b.${first.column}`)];
    ways.push(sql`when ${and([sql`${a} is not null`, sql`${b} is not null`])} then ${different(differs)}`);
  }
  return sql`case ${sql.join(ways, sql` `)} else ${none} end`;
}

function pointsSql(comparison: Comparison): Expression {
  const difference = (name: Difference): Expression => sql.lit(differences[name].points);
  return outcome(comparison, ({ points }) => sql.lit(points), difference, sql.lit(0));
}

function factSql(comparison: Comparison, hash: (text: Expression) => Expression): Expression {
  const fact = ({ as, column }: Comparison['agrees'][number]): Expression =>
    sql`concat(${sql.lit(` ${as}:`)}, cast(${hash(sql`cast(${sql.ref(`a.${column}`)} as text)`)} as text))`;
  return outcome(comparison, fact, () => sql`''`, sql`''`);
}

function againstSql(comparison: Comparison): Expression {
  return outcome(
    comparison,
    () => sql`''`,
    (name) => sql.lit(` ${name}`),
    sql`''`,
  );
}
