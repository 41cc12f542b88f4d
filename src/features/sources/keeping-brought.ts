import type { SourceActor } from '../access/actor.ts';
import type { Seal } from '../contacts/seal.ts';
import type { Keeping } from '../register/keep-orders.ts';
import type { CustomerForm } from '../register/written-customer.ts';

/** With what a source's deliveries are brought into the register. */
export interface KeepingBrought extends Keeping {
  readonly source: bigint;
  /** When the delivery came first: stands for a version that it does not tell. */
  readonly toldAt: number;
  readonly actor: SourceActor;
  readonly seal: Seal;
  readonly form: CustomerForm;
}
