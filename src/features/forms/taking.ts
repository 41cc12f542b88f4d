import type { Kysely } from 'kysely';
import type { Dialect } from '../../sql/expression.ts';
import type { Seal } from '../contacts/seal.ts';
import type { CustomerForm, ReadValues } from '../register/written-customer.ts';
import type { Form } from './form.ts';

/** What something that came in is recorded with. */
export interface Taking {
  readonly trx: Kysely<unknown>;
  readonly dialect: Dialect;
  readonly seal: Seal;
  readonly customers: CustomerForm;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What came in, and by which form. */
export interface CameIn {
  readonly form: Form;
  readonly submission: bigint;
  /** Milliseconds since 1970. */
  readonly cameAt: number;
  readonly values: ReadValues;
}
