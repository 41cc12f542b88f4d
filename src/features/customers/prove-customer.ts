import type { DataFolder } from '../../db/data-folder.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Proof } from '../../domain/proof/proof.ts';
import type { Visibility } from '../access/authorise.ts';
import { explainTier } from './explain.ts';
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
    return await explainTier(reading.db, externalId, asOf, now);
  });
}
