import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { timestamp } from '../register/recording.ts';
import { countOwners, type User, userWith } from './find-user.ts';
import type { Role } from './roles.ts';
import { endSessions } from './sessions.ts';

/** Shuts somebody out at once: sessions end, API keys are revoked. Throws an AppError for the last owner. */
export async function disableUser({ writer }: DataFolder, userId: bigint, now: number): Promise<void> {
  const at = timestamp(now);
  await writer.write(async (trx) => {
    const user = await userWith(trx, userId);
    if (user.disabled) return;
    await keepAnOwner(trx, user);
    await sql`update users set disabled_at = cast(${at} as timestamp) where user_id = ${userId}`.execute(trx);
    await sql`update api_keys set revoked_at = cast(${at} as timestamp)
      where user_id = ${userId} and revoked_at is null`.execute(trx);
    await endSessions(trx, userId);
  });
}

/** Lets somebody sign in again with the password they had; their keys stay revoked. */
export async function enableUser({ writer }: DataFolder, userId: bigint): Promise<void> {
  await writer.write(async (trx) => {
    await userWith(trx, userId);
    await sql`update users set disabled_at = null where user_id = ${userId}`.execute(trx);
  });
}

/** From the next request on. Throws an AppError when nobody would be owner any more. */
export async function changeRole({ writer }: DataFolder, userId: bigint, role: Role): Promise<void> {
  await writer.write(async (trx) => {
    const user = await userWith(trx, userId);
    if (role !== 'owner') await keepAnOwner(trx, user);
    await sql`update users set role = ${role} where user_id = ${userId}`.execute(trx);
  });
}

async function keepAnOwner(trx: Kysely<unknown>, { role, disabled }: User): Promise<void> {
  if (role !== 'owner' || disabled || (await countOwners(trx)) > 1) return;
  decline(
    'last-owner',
    '这是最后一位店主；请先让另一个人成为店主',
    'this is the last owner; make somebody else owner first',
  );
}
