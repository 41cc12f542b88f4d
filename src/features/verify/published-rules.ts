import { type Kysely, sql } from 'kysely';
import { text } from '../../domain/text.ts';
import { publishedEvaluation, tableOf } from '../evaluations/generation.ts';
import { type Found, type Rule, rowRule } from './check.ts';

const published: Rule = rowRule(
  {
    id: 'published-evaluation',
    says: text('对外的那次评级已完成', 'the published evaluation was finished'),
    of: text('次评级', 'evaluations'),
  },
  {
    from: sql`published left join evaluations on evaluations.evaluation_id = published.evaluation_id`,
    wrong: sql`evaluations.status is distinct from 'done'`,
    named: sql`published.evaluation_id`,
  },
);

const nothing: Found = { looked: 0, wrong: 0, example: null };

/** Customers who came after the evaluation began may have no row in it. */
const everybodyOnce: Rule = {
  id: 'everybody-graded-once',
  says: text(
    '对外的那次评级里每位客户有且只有一行',
    'the published evaluation has one row for every customer',
  ),
  of: text('位客户', 'customers'),
  look: async (db) => {
    const id = await publishedEvaluation(db);
    return id === null ? nothing : await lookAt(db, id);
  },
};

async function lookAt(db: Kysely<unknown>, id: bigint): Promise<Found> {
  const first = sql`select customer_id, min(recorded_by) as recording_id from
    (select customer_id, recorded_by from customers union all select customer_id, recorded_by from customers_history) as versions
    group by customer_id`;
  const before = sql`select first.customer_id, coalesce(imports.finished_at, recorded_at)
      < (select evaluations.started_at from evaluations where evaluation_id = ${id}) as was_there
    from (${first}) as first join recordings on recordings.recording_id = first.recording_id
      left join imports on imports.import_id = recordings.import_id`;
  const graded = sql`select customer_id, count(*) as n from ${sql.table(await tableOf(db, id))} group by customer_id`;
  const rule = rowRule(everybodyOnce, {
    from: sql`customers full join (${graded}) as graded on graded.customer_id = customers.customer_id
      left join (${before}) as before on before.customer_id = customers.customer_id`,
    wrong: sql`(n > 1 or customers.customer_id is null or (n is null and was_there))`,
    named: sql`coalesce(external_id, cast(graded.customer_id as text))`,
  });
  return await rule.look(db);
}

/** What is always true of the evaluation that readers look at. */
export const publishedRules: readonly Rule[] = [published, everybodyOnce];
