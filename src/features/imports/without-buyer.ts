import { sql } from 'kysely';
import type { RejectReason } from '../../domain/tidy/reading.ts';
import type { Expression } from '../../sql/expression.ts';
import type { Preset } from './preset.ts';

/** What becomes of orders that do not say whose they are: they are kept as nobody's, or left out. */
export const withoutBuyerChoices = ['keep', 'leave-out'] as const;
export type WithoutBuyer = (typeof withoutBuyerChoices)[number];

/**
 * Whether a file's orders without a buyer are kept. Unless somebody chose: those of a known export without a column of buyers, and those
 * that a known export may leave blank. In any other file a missing buyer is taken for a slip.
 */
export function keepsNobody(choice: WithoutBuyer | null, preset: Preset | null, hasColumn: boolean): boolean {
  if (choice !== null) return choice === 'keep';
  return preset !== null && preset.holds === 'orders' && (preset.keepsNobody || !hasColumn);
}

/** Why an id cannot be read though the row says no less than a blank one: it is masked, or says "guest". */
const namingNobody: readonly RejectReason[] = ['masked', 'placeholder'];

export function namesNobody(reason: RejectReason): boolean {
  return namingNobody.includes(reason);
}

/** A reason in SQL, null where it is one of those. */
export function unlessNobody(reason: Expression): Expression {
  return namingNobody.reduce((rest, each) => sql`nullif(${rest}, ${sql.lit(each)})`, reason);
}
