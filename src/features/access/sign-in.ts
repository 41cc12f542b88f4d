import type { Kysely } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { AppError } from '../../domain/app-error.ts';
import type { UserActor } from './actor.ts';
import type { Credentials } from './add-user.ts';
import { findUser, type User, userWith } from './find-user.ts';
import { isPassword, type PasswordCost, passwordCost } from './passwords.ts';
import { startSession } from './sessions.ts';
import { type Attempt, countAttempt, forgetAttempts } from './sign-in-limits.ts';
import { newToken } from './tokens.ts';

export interface SignIn extends Credentials, Attempt {
  readonly cost?: PasswordCost;
}

export interface SignedIn {
  /** Whoever has it is this user; not kept. */
  readonly token: string;
  /** When the session ends at the latest; milliseconds since 1970. */
  readonly expiresAt: number;
  readonly actor: UserActor;
}

/** Starts a session. Throws an AppError `wrong-name-or-password` or `too-many-attempts`. */
export async function signIn(folder: DataFolder, given: SignIn): Promise<SignedIn> {
  const proven = await proveIdentity(folder, given);
  const token = newToken();
  return await folder.writer.write(async (trx) => {
    const { userId, name, role } = await stillStanding(trx, proven);
    await forgetAttempts(trx, name);
    const expiresAt = await startSession(trx, token, userId, given.now);
    return { token, expiresAt, actor: { kind: 'user', userId, name, role } };
  });
}

/** The user whose name and password these are. Unknown and disabled users look like a wrong password, in time too. */
export async function proveIdentity(
  folder: DataFolder,
  { name, password, address, now, cost = passwordCost }: SignIn,
): Promise<User> {
  await countAttempt(folder, { name, address, now });
  const user = await findUser(folder.database().reader, name);
  const right = await isPassword(password, user?.passwordHash ?? null, cost);
  if (user === null || !right || user.disabled) throw wrongNameOrPassword();
  return user;
}

/** The user again, inside the change: neither disabled nor given another password meanwhile. */
export async function stillStanding(trx: Kysely<unknown>, proven: User): Promise<User> {
  const user = await userWith(trx, proven.userId);
  if (user.disabled || user.passwordHash !== proven.passwordHash) throw wrongNameOrPassword();
  return user;
}

function wrongNameOrPassword(): AppError {
  return new AppError('wrong-name-or-password', {
    zh: '用户名或密码不对',
    en: 'the user name or the password is wrong',
  });
}
