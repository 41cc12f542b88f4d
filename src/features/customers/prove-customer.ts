import type { DataFolder } from '../../db/data-folder.ts';
import type { Day } from '../../domain/calendar.ts';
import { refuse } from '../../domain/problem.ts';
import type { Part } from '../../domain/proof/listing.ts';
import type { Proof } from '../../domain/proof/proof.ts';
import type { ProvenOrders } from '../../domain/proof/proven-orders.ts';
import type { Visibility } from '../access/authorise.ts';
import { explainOrders, explainTier } from './explain.ts';
import { findVisible } from './find-visible.ts';
import { readCustomers } from './reading.ts';

export interface ProofRequest {
  readonly visibility: Visibility;
  readonly customer: bigint;
  /** Null: the day of the published evaluation. */
  readonly asOf: Day | null;
  readonly now: number;
}

/** The proof of tier of a customer who may be seen; an AppError for anybody else. */
export async function proveCustomer(
  folder: DataFolder,
  { visibility, customer, asOf, now }: ProofRequest,
): Promise<Proof> {
  return await readCustomers(folder, async (reading) => {
    const { externalId } = await findVisible(reading, visibility, customer);
    return await explainTier(reading.db, externalId, asOf, now, visibility);
  });
}

export interface ProvenOrdersRequest extends ProofRequest, Part {
  /** Id of one of the proof's metrics. */
  readonly metric: string;
}

/** More of the orders behind a metric of the proof than it lists itself. */
export async function proveCustomerOrders(
  folder: DataFolder,
  { visibility, customer, asOf, now, metric, from, limit }: ProvenOrdersRequest,
): Promise<ProvenOrders> {
  return await readCustomers(folder, async (reading) => {
    const { externalId } = await findVisible(reading, visibility, customer);
    const orders = await explainOrders(reading.db, externalId, asOf, now, metric, { from, limit });
    return orders ?? refuseMetric(metric);
  });
}

function refuseMetric(metric: string): never {
  return refuse(
    'unknown-metric',
    'metric',
    `等级说明里没有按订单算的指标“${metric}”`,
    `the proof has no metric “${metric}” over orders`,
  );
}
