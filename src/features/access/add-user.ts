import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { InputError, refuse } from '../../domain/problem.ts';
import { nextNumber, timestamp } from '../register/recording.ts';
import type { UserActor } from './actor.ts';
import { findUser } from './find-user.ts';
import { hashPassword, type PasswordCost, passwordCost, passwordProblems } from './passwords.ts';
import type { Role } from './roles.ts';
import { nameKey, nameProblems, shownName } from './user-name.ts';

export interface Credentials {
  readonly name: string;
  readonly password: string;
}

export interface NewUser extends Credentials {
  readonly role: Role;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly cost?: PasswordCost;
}

/** Adds somebody. Throws an InputError when the name or the password cannot be used. */
export async function addUser(
  { writer }: DataFolder,
  { name, password, role, now, cost = passwordCost }: NewUser,
): Promise<UserActor> {
  checkCredentials({ name, password });
  const passwordHash = await hashPassword(password, cost);
  return await writer.write((trx) => insertUser(trx, { name, passwordHash, role, now }));
}

export function checkCredentials({ name, password }: Credentials): void {
  const problems = [...nameProblems(name), ...passwordProblems(password)];
  if (problems.length > 0) throw new InputError(problems);
}

export async function insertUser(
  trx: Kysely<unknown>,
  { name, passwordHash, role, now }: Pick<NewUser, 'name' | 'role' | 'now'> & { passwordHash: string },
): Promise<UserActor> {
  if ((await findUser(trx, name)) !== null) return refuseTaken(name);
  const actor: UserActor = {
    kind: 'user',
    userId: await nextNumber(trx, 'users', 'user_id'),
    name: shownName(name),
    role,
  };
  await sql`insert into users values (${actor.userId}, ${nameKey(name)}, ${actor.name}, ${passwordHash}, ${role},
    cast(${timestamp(now)} as timestamp), null)`.execute(trx);
  return actor;
}

function refuseTaken(name: string): never {
  return refuse(
    'name-taken',
    'name',
    `已有用户“${shownName(name)}”（不分大小写和全角半角）；请换一个名字`,
    `there is a user “${shownName(name)}” already (case and width do not matter); choose another name`,
  );
}
