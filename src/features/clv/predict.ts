import { sql } from 'kysely';
import { type EmbeddedDatabase, streamChunks } from '../../db/embedded.ts';
import { type BgNbd, probabilityAlive, purchasesWhileAlive } from '../../domain/clv/bg-nbd.ts';
import { remembered } from '../../domain/clv/predictor.ts';
import { discountedPurchases, type Outlook } from '../../domain/clv/present-value.ts';
import { expectedWorth, type ValueModel } from '../../domain/clv/value-model.ts';
import type { MeanOf } from '../../domain/clv/worth.ts';

/** What is expected of a customer within the horizon; times in units, money in major units. */
export interface Prediction {
  readonly customer: string;
  readonly frequency: number;
  readonly recency: number;
  readonly age: number;
  readonly alive: number;
  readonly purchases: number;
  readonly worth: number;
  readonly clv: number;
}

export interface Predictor {
  readonly model: BgNbd;
  readonly values: ValueModel;
  readonly outlook: Outlook;
  readonly unitDays: number;
  readonly meanOf: MeanOf;
}

/** Every customer's prediction, by id in code-point order, some thousand at a time. */
export async function* predictAll(
  db: EmbeddedDatabase,
  { model, values, outlook, unitDays, meanOf }: Predictor,
): AsyncGenerator<Prediction[]> {
  const { length, periods } = outlook;
  const ahead = remembered((frequency, days) => {
    const within = (time: number): number =>
      purchasesWhileAlive(model, { frequency, age: days / unitDays }, time);
    return { plain: within(periods * length), discounted: discountedPurchases(within, outlook) };
  });
  const select = sql`select external_id, frequency, recency, age, earned, sold
    from histories join customers using (customer_id) order by customer_id`;
  for await (const chunk of streamChunks(db, select)) {
    const [customers = [], ...numbers] = chunk.getColumns();
    yield customers.map((customer, row): Prediction => {
      const [frequency = 0, recent = 0, days = 0, earned = 0, sold = 0] = numbers.map((column) =>
        Number(column[row]),
      );
      const history = { frequency, recency: recent / unitDays, age: days / unitDays };
      const alive = probabilityAlive(model, history);
      const { plain, discounted } = ahead(frequency, days);
      const worth = expectedWorth(values, frequency, meanOf(frequency, earned, sold));
      const clv = alive * discounted * worth;
      return { customer: String(customer), ...history, alive, purchases: alive * plain, worth, clv };
    });
  }
}
