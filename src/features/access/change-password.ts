import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { InputError, refuse } from '../../domain/problem.ts';
import { findUser, type User } from './find-user.ts';
import { hashPassword, type PasswordCost, passwordCost, passwordProblems } from './passwords.ts';
import { endSessions } from './sessions.ts';
import { proveIdentity, type SignIn, stillStanding } from './sign-in.ts';
import { forgetAttempts } from './sign-in-limits.ts';

export interface PasswordChange extends SignIn {
  readonly newPassword: string;
  /** The token of the session that asks and goes on; the user's others end. */
  readonly token: string;
}

/**
 * Somebody's own password, proven by the one before; guesses are limited as at signing in. Throws an InputError
 * for the new one, an AppError for the old one.
 */
export async function changePassword(folder: DataFolder, change: PasswordChange): Promise<void> {
  checkPassword(change.newPassword, 'newPassword');
  const proven = await proveIdentity(folder, change);
  const passwordHash = await hashPassword(change.newPassword, change.cost ?? passwordCost);
  await folder.writer.write(async (trx) => {
    const user = await stillStanding(trx, proven);
    await replacePassword(trx, user, passwordHash);
    await endSessions(trx, user.userId, change.token);
  });
}

export interface NewPassword {
  readonly name: string;
  readonly password: string;
  readonly cost?: PasswordCost;
}

/** Somebody else's, who has forgotten it; all sessions of that user end. Throws an InputError. */
export async function setPassword(
  { writer }: DataFolder,
  { name, password, cost = passwordCost }: NewPassword,
): Promise<void> {
  checkPassword(password);
  const passwordHash = await hashPassword(password, cost);
  await writer.write(async (trx) => {
    const user = (await findUser(trx, name)) ?? refuseUnknown(name);
    await replacePassword(trx, user, passwordHash);
    await endSessions(trx, user.userId);
  });
}

function checkPassword(password: string, path = 'password'): void {
  const problems = passwordProblems(password).map((problem) => ({ ...problem, path }));
  if (problems.length > 0) throw new InputError(problems);
}

async function replacePassword(trx: Kysely<unknown>, user: User, passwordHash: string): Promise<void> {
  await sql`update users set password_hash = ${passwordHash} where user_id = ${user.userId}`.execute(trx);
  await forgetAttempts(trx, user.name);
}

function refuseUnknown(name: string): never {
  return refuse(
    'unknown-user',
    name,
    '没有这个用户；tierbook user list 列出全部',
    'there is no such user; `tierbook user list` shows all',
  );
}
