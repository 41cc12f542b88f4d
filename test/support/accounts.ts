import { AppError } from '../../src/domain/app-error.ts';
import { InputError } from '../../src/domain/problem.ts';
import type { UserActor } from '../../src/features/access/actor.ts';
import { addUser } from '../../src/features/access/add-user.ts';
import type { PasswordCost } from '../../src/features/access/passwords.ts';
import type { Role } from '../../src/features/access/roles.ts';
import { type SignedIn, signIn } from '../../src/features/access/sign-in.ts';
import type { Shop } from './shop-folder.ts';

/** The least argon2 takes, so that tests are quick. */
export const cheap: PasswordCost = { memoryKib: 8, passes: 1 };
export const password = 'correct horse battery';
export const MINUTE = 60_000;
export const DAY = 86_400_000;

export async function addPerson({ folder, clock }: Shop, name: string, role: Role): Promise<UserActor> {
  return await addUser(folder, { name, password, role, now: clock.now, cost: cheap });
}

export interface Try {
  readonly password?: string;
  readonly address?: string;
}

export async function enter({ folder, clock }: Shop, name: string, given: Try = {}): Promise<SignedIn> {
  return await signIn(folder, {
    name,
    password,
    address: '192.0.2.1',
    now: clock.now,
    cost: cheap,
    ...given,
  });
}

/** What work was declined or refused with: the code, or the problems' codes. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await errorOf(work);
  if (error instanceof AppError) return error.code;
  if (error instanceof InputError) return error.problems.map(({ code }) => code).join(' ');
  throw error;
}

export async function errorOf(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => Promise.reject(new Error('nothing was refused')),
    (reason: unknown) => reason,
  );
}
