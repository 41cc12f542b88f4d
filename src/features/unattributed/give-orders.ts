import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Queryable } from '../../db/database.ts';
import { decline } from '../../domain/app-error.ts';
import { InputError } from '../../domain/problem.ts';
import { wordsProblems } from '../../domain/words-problems.ts';
import { bigint } from '../../sql/expression.ts';
import { NOBODY } from '../../sql/nobody.ts';
import { note } from '../audit/audit.ts';
import { findVisible } from '../customers/find-visible.ts';
import { currentGeneration } from '../evaluations/generation.ts';
import { regradeBuyers } from '../evaluations/grade-touched.ts';
import { earnBySent } from '../points/orders-earn.ts';
import { chosen } from '../register/chosen.ts';
import { moveRows } from '../register/move-rows.ts';
import { startRecording } from '../register/recording.ts';

export interface Giving {
  /** Our numbers of orders that are nobody's. */
  readonly orders: readonly bigint[];
  /** Our number of the customer. */
  readonly customer: bigint;
  readonly reason: string;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const all = { all: true } as const;

/**
 * Gives orders of nobody to a customer, as new versions, and grades him, in one transaction. They say the same as before: the file that brought
 * them changes nothing when it comes again. Throws InputErrors without a reason, AppErrors for a customer who is not there and an order
 * that is not nobody's, or not any more. Gives how many orders it were.
 */
export async function giveOrders(folder: DataFolder, giving: Giving): Promise<number> {
  const reason = giving.reason.trim();
  const problems = wordsProblems('reason', reason, true);
  if (problems.length > 0) throw new InputError(problems);
  const { dialect } = folder.database();
  return await folder.writer.write(
    async (trx) => await give({ kysely: trx, dialect }, { ...giving, reason }),
  );
}

async function give({ kysely: trx, dialect }: Queryable, giving: Giving): Promise<number> {
  const { customer, author, at, reason } = giving;
  const { externalId } = await findVisible({ db: trx }, all, customer);
  const ids = [...new Set(giving.orders)];
  const which = sql`current.order_id in ${chosen(dialect, 'bigint', ids)}`;
  const { rows } = await sql<{ ref: string }>`select order_ref as ref from orders as current
    where customer_id = ${bigint(NOBODY)} and ${which} order by 1`.execute(trx);
  if (rows.length < ids.length) declineTaken(ids.length - rows.length);
  const recording = await startRecording(trx, { at, author, importId: null });
  for (const table of ['orders', 'several_lines'] as const) {
    const name = sql`cast(null as text)`;
    await moveRows({ kysely: trx, dialect }, table, { from: NOBODY, to: customer, recording, which, name });
  }
  const generation = await currentGeneration(trx);
  const sent = { customers: [customer], before: recording - 1n, last: recording, anyChanged: true, at };
  await earnBySent(trx, dialect, generation, sent);
  await regradeBuyers(trx, dialect, [customer], at, generation);
  const detail = { orders: rows.map(({ ref }) => ref), reason };
  await note(trx, { at, actor: author, action: 'orders-given', subject: externalId, detail });
  return rows.length;
}

function declineTaken(missing: number): never {
  return decline(
    'not-found',
    `${missing} 笔订单已有买家，或不在了；请刷新列表再选`,
    `${missing} of the orders have a buyer by now, or are gone; load the list again and choose anew`,
  );
}
