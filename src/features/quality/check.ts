import type { Day } from '../../domain/calendar.ts';
import type { Doubt } from '../../domain/doubts.ts';
import type { Text } from '../../domain/text.ts';
import type { Expression } from '../../sql/expression.ts';

export const checkKinds = ['completeness', 'plausibility', 'staleness'] as const;
export type CheckKind = (typeof checkKinds)[number];

/** What is usual in this business, and the day: what checks are held against. */
export interface Norms {
  /** In the business's time zone. */
  readonly today: Day;
  /** Who gave no sign since before this day is not fresh any more. */
  readonly staleBefore: Day;
  /** The moment that day begins, in milliseconds since 1970. */
  readonly staleSince: number;
  /** Customer fields that the business fills at all. */
  readonly usedFields: ReadonlySet<string>;
  /** Its orders have payment days as a rule. */
  readonly usesPaymentDays: boolean;
  /** An order of more is unusual; minor units. Null where too few orders tell what is usual. */
  readonly highestUsual: bigint | null;
}

interface CheckWords {
  readonly id: string;
  readonly kind: CheckKind;
  /** Of a customer's score; a whole number. */
  readonly weight: number;
  /** What is wrong. */
  readonly title: Text;
  /** Why it matters. */
  readonly why: Text;
  /** What one would do. */
  readonly mend: Text;
  /** Whether it means anything in this business. */
  readonly isAsked: (norms: Norms) => boolean;
}

/** What is read beside the register's row `c`: `bought` of the orders, `met` of the events, `changed` of earlier versions. */
export type BesideCustomer = 'bought' | 'met' | 'changed';

export interface CustomerCheck extends CheckWords {
  readonly subject: 'customers';
  readonly reads: readonly BesideCustomer[];
  /** Of whom it can be asked: true or false. */
  readonly applies: (norms: Norms) => Expression;
  /** Who fails: true or false for everybody of whom it can be asked. */
  readonly fails: (norms: Norms) => Expression;
}

/** Asked of every customer who has orders; who has one that fails fails. */
export interface OrderCheck extends CheckWords {
  readonly subject: 'orders';
  /** Which orders `o` fail: true or false. */
  readonly fails: (norms: Norms) => Expression;
}

export type Check = CustomerCheck | OrderCheck;

/** What a check says that looks for a doubt. */
export function doubtful({ id, title, why }: Doubt): Pick<CheckWords, 'id' | 'title' | 'why'> {
  return { id, title, why };
}
