import type { Kysely } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Day, dayOf } from '../../domain/calendar.ts';
import { refuse } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Visibility } from '../access/authorise.ts';
import { findVisible } from '../customers/find-visible.ts';
import { currentScheme } from '../schemes/standard-in-force.ts';
import { decideByHand } from './decide-touched.ts';

/** Who sets something by hand, of whom, and when. */
export interface ByHand {
  readonly visibility: Visibility;
  readonly customer: bigint;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** One transaction for what is set, the tiers that follow from it and the note of who did it. */
export async function changeByHand<T>(
  folder: DataFolder,
  { visibility, customer, at }: ByHand,
  set: (trx: Kysely<unknown>, externalId: string) => Promise<T>,
): Promise<T> {
  const { dialect } = folder.database();
  return await folder.writer.write(async (trx) => {
    const { externalId } = await findVisible({ db: trx }, visibility, customer);
    const result = await set(trx, externalId);
    await decideByHand({ kysely: trx, dialect }, customer, at);
    return result;
  });
}

/** The standard in force and the day that it is for the business. */
export async function inForce(folder: DataFolder, at: number): Promise<{ scheme: Scheme; today: Day }> {
  const current = await currentScheme(folder.database().reader, at);
  if (current === null) {
    return refuse('no-scheme', '', '还没有发布等级标准', 'no standard is published yet');
  }
  return { scheme: current.scheme, today: dayOf(at, current.scheme.timeZone) };
}
