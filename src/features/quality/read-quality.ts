import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Day } from '../../domain/calendar.ts';
import { moneyText } from '../../domain/currency.ts';
import { as, commas, type Expression } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import { type Reading, readCustomers } from '../customers/reading.ts';
import { businessOf } from '../schemes/business.ts';
import type { Check, Norms } from './check.ts';
import { askedChecks, checks } from './checks.ts';
import { type Confidence, confidences, leastOf } from './confidence.ts';
import { countFilled, type FilledField } from './count-filled.ts';
import { FULL_SCORE, failingOrders, judgedSql, scoreSql, verdictColumn } from './judged.ts';
import { readNorms } from './norms.ts';

/** What a check found. */
export interface Finding {
  readonly check: Check;
  /** Customers of whom it could be asked. */
  readonly asked: number;
  /** Those who fail; of a check of orders those who have one that fails. */
  readonly customers: number;
  /** Orders that fail; 0 of a check of customers. */
  readonly orders: number;
}

/** How far the data can be trusted. */
export interface Quality {
  readonly today: Day;
  readonly customers: number;
  readonly orders: number;
  /** The average of all customers, 0 to 100; null without any. */
  readonly score: number | null;
  readonly confidence: Readonly<Record<Confidence, number>>;
  /** Those that mean anything in this business. */
  readonly findings: readonly Finding[];
  /** Checks of fields, and of days of payment, that this business does not use. */
  readonly notAsked: readonly Check[];
  readonly fields: readonly FilledField[];
  /** The largest amount of an order that is not unusual, in major units; null where nobody can say. */
  readonly highestUsual: number | null;
}

/** What the checks find of the visible customers; remembered for as long as the data stays the same. `now` in milliseconds since 1970. */
export async function readQuality(folder: DataFolder, visibility: Visibility, now: number): Promise<Quality> {
  return await readCustomers(folder, async (reading) => {
    const norms = await readNorms(folder, reading, now);
    const state = { ...norms, usedFields: [...norms.usedFields], highestUsual: String(norms.highestUsual) };
    return await reading.remember(
      ['quality', visibility, state],
      async () => await judge(reading, visibility, norms),
    );
  });
}

type Counts = Readonly<Record<string, bigint | null>>;

async function judge(reading: Reading, visibility: Visibility, norms: Norms): Promise<Quality> {
  const asked = askedChecks(norms);
  const { customers, fields } = await countFilled(reading, visibility);
  const { currency } = await businessOf(reading.db);
  const visible = visibleTo(visibility, sql`owner`);
  const only =
    visible === null ? sql`true` : sql`customer_id in (select customer_id from customers where ${visible})`;
  const { rows } = await sql<Counts>`select ${commas(countsSql(asked))}
    from (select *, ${scoreSql(asked, reading.dialect)} as score
      from (${judgedSql({ checks: asked, norms, only })}) as judged) as scored`.execute(reading.db);
  const counts = rows[0] ?? {};
  const count = (name: string): number => Number(counts[name] ?? 0n);
  return {
    today: norms.today,
    customers,
    orders: count('orders'),
    score: customers === 0 ? null : count('scores') / customers / (FULL_SCORE / 100),
    confidence: { high: count('high'), middle: count('middle'), low: count('low') },
    findings: asked.map((check) => ({
      check,
      asked: count(`${check.id} asked`),
      customers: count(verdictColumn(check)),
      orders: check.subject === 'orders' ? count(failingOrders(check)) : 0,
    })),
    notAsked: checks.filter((check) => !asked.includes(check)),
    fields,
    highestUsual: norms.highestUsual === null ? null : Number(moneyText(norms.highestUsual, currency)),
  };
}

function countsSql(asked: readonly Check[]): Expression[] {
  const filtered = (condition: Expression, name: string): Expression =>
    as(sql`count(*) filter (where ${condition})`, name);
  return [
    as(sql`cast(coalesce(sum(orders), 0) as bigint)`, 'orders'),
    as(sql`cast(coalesce(sum(score), 0) as bigint)`, 'scores'),
    ...confidences.map((confidence) => filtered(withConfidence(confidence), confidence)),
    ...asked.flatMap((check) => {
      const verdict = sql.ref(verdictColumn(check));
      const orders = as(
        sql`cast(coalesce(sum(${sql.ref(failingOrders(check))}), 0) as bigint)`,
        failingOrders(check),
      );
      return [
        as(sql`count(${verdict})`, `${check.id} asked`),
        filtered(sql`${verdict} = 1`, verdictColumn(check)),
        ...(check.subject === 'orders' ? [orders] : []),
      ];
    }),
  ];
}

function withConfidence(confidence: Confidence): Expression {
  const higher = confidences[confidences.indexOf(confidence) - 1];
  const below = higher === undefined ? sql`true` : sql`score < ${sql.lit(leastOf[higher])}`;
  return sql`score >= ${sql.lit(leastOf[confidence])} and ${below}`;
}
