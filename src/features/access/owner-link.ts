import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { timestamp } from '../register/recording.ts';
import type { UserActor } from './actor.ts';
import { type Credentials, checkCredentials, insertUser } from './add-user.ts';
import { countOwners } from './find-user.ts';
import { hashPassword, type PasswordCost, passwordCost } from './passwords.ts';
import { newToken, tokenHash } from './tokens.ts';

const VALID_MS = 60 * 60_000;

/**
 * A token that makes whoever comes first with it the owner: once, within an hour, and only while there is no
 * owner; an earlier one ends. Shown and not kept. Throws an AppError `owner-exists`.
 */
export async function createOwnerLink(
  { writer }: DataFolder,
  now: number,
): Promise<{ readonly token: string; readonly expiresAt: number }> {
  const token = newToken();
  const expiresAt = now + VALID_MS;
  await writer.write(async (trx) => {
    if ((await countOwners(trx)) > 0) {
      decline('owner-exists', '已经有店主了，请直接登录', 'there is an owner already; sign in instead');
    }
    await sql`delete from owner_links where used_at is null`.execute(trx);
    await sql`insert into owner_links values (${tokenHash(token)}, cast(${timestamp(now)} as timestamp),
      cast(${timestamp(expiresAt)} as timestamp), null)`.execute(trx);
  });
  return { token, expiresAt };
}

export interface Claim extends Credentials {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly cost?: PasswordCost;
}

/** Makes the first owner. Throws an AppError `owner-link-invalid`, or an InputError after which the link still holds. */
export async function claimOwner(
  { writer, database }: DataFolder,
  { token, name, password, now, cost = passwordCost }: Claim,
): Promise<UserActor> {
  const hash = tokenHash(token);
  // Before a costly hash is made for a stranger.
  await checkLink(database().reader, hash, now);
  checkCredentials({ name, password });
  const passwordHash = await hashPassword(password, cost);
  return await writer.write(async (trx) => {
    await checkLink(trx, hash, now);
    await sql`update owner_links set used_at = cast(${timestamp(now)} as timestamp)
      where token_hash = ${hash}`.execute(trx);
    return await insertUser(trx, { name, passwordHash, role: 'owner', now });
  });
}

async function checkLink(db: Kysely<unknown>, hash: string, now: number): Promise<void> {
  const { rows } = await sql`select 1 as valid from owner_links where token_hash = ${hash} and used_at is null
    and expires_at > cast(${timestamp(now)} as timestamp)`.execute(db);
  if (rows.length > 0 && (await countOwners(db)) === 0) return;
  decline(
    'owner-link-invalid',
    '这个链接已经用过、过期或被新的代替；还没有店主时，重新启动服务会给出新链接',
    'this link was used, has expired or was replaced; while there is no owner, starting the server again gives a new one',
  );
}
