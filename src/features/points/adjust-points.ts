import type { Kysely } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { PointKind } from '../../domain/points.ts';
import { InputError, problem } from '../../domain/problem.ts';
import type { Visibility } from '../access/authorise.ts';
import { note } from '../audit/audit.ts';
import { findVisible } from '../customers/find-visible.ts';
import type { Generations } from '../evaluations/generation.ts';
import { type EventResult, keepEvents } from '../register/keep-events.ts';
import { writtenIn } from '../register/written-values.ts';
import type { KeyedRequest } from '../requests/answer-once.ts';
import { pointsEvent } from './points-event.ts';

/** Points that somebody gives or takes by hand. */
export interface PointsByHand {
  readonly visibility: Visibility;
  readonly customer: bigint;
  readonly kind: Exclude<PointKind, 'expired'>;
  /** As written; adjusted ones may be below 0, spent ones lower the balance either way. */
  readonly points: string | number;
  readonly reason: string;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** By which a copy of the request is known. */
  readonly keyed?: KeyedRequest | null;
}

/** Enters points now, with a reason that has to be given, and grades the customer anew. Gives the entry's id. Throws an InputError. */
export async function adjustPoints(
  folder: DataFolder,
  { visibility, customer, kind, points, reason, author, at, keyed = null }: PointsByHand,
  generations: Generations,
): Promise<string> {
  const { reader } = folder.database();
  const { externalId } = await findVisible({ db: reader }, visibility, customer);
  if (reason.trim() === '') {
    throw new InputError([problem('reason-missing', 'reason', '请写明原因', 'write the reason')]);
  }
  const { timeZone } = await writtenIn(reader);
  const event = pointsEvent({ externalId, kind, points, reason, at, timeZone });
  const also = async (trx: Kysely<unknown>, [entered]: readonly EventResult[]): Promise<void> => {
    if (entered === undefined || 'problems' in entered || entered.status === 'unchanged') return;
    const detail = { event: entered.id, kind, points: String(points), reason };
    await note(trx, { at, actor: author, action: 'points-entered', subject: externalId, detail });
  };
  const sent = { events: [event], visibility, author, at, keyed, also };
  const { results } = await keepEvents(folder, sent, generations);
  const [result] = results;
  if (result === undefined || 'problems' in result) {
    const problems = result?.problems ?? [];
    throw new InputError(problems.map((each) => ({ ...each, path: pathOf(each.path) })));
  }
  if (result.status === 'unchanged') {
    const [zh, en] = [
      '同样的一笔刚刚已经记过；要再记一笔，请过一秒再试',
      'the same entry was made this very second; to make it once more, try again',
    ];
    throw new InputError([problem('points-entered', 'points', zh, en)]);
  }
  return result.id;
}

/** Where it stood in the request. */
function pathOf(path: string): string {
  const field = path.replace(/^events\[0\]\./, '');
  if (field === 'quantity') return 'points';
  return field === 'text' ? 'reason' : field;
}
