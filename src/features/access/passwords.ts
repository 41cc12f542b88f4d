import { hash, type Options, verify } from '@node-rs/argon2';
import { type Problem, problem } from '../../domain/problem.ts';

/** What computing a hash costs; others spend the same on every guess. */
export interface PasswordCost {
  readonly memoryKib: number;
  readonly passes: number;
}

/** OWASP Password Storage Cheat Sheet, argon2id. */
export const passwordCost: PasswordCost = { memoryKib: 19_456, passes: 2 };

const SHORTEST_PASSWORD = 10;
const LONGEST_PASSWORD = 1000;
/** `Algorithm.Argon2id`, whose name is not there when the program runs. */
const ARGON2ID: NonNullable<Options['algorithm']> = 2;

export function passwordProblems(password: string): Problem[] {
  const length = tooLong(password) ? LONGEST_PASSWORD + 1 : [...password.normalize('NFKC')].length;
  if (length < SHORTEST_PASSWORD) {
    return [
      problem(
        'password-too-short',
        'password',
        `密码至少要有 ${SHORTEST_PASSWORD} 个字符；几个不相干的词连起来又长又好记`,
        `a password has at least ${SHORTEST_PASSWORD} characters; a few unrelated words are long and easy to remember`,
      ),
    ];
  }
  if (length <= LONGEST_PASSWORD) return [];
  return [
    problem(
      'password-too-long',
      'password',
      `密码最多 ${LONGEST_PASSWORD} 个字符`,
      `a password has at most ${LONGEST_PASSWORD} characters`,
    ),
  ];
}

/** A salted argon2id hash with its parameters. The same password typed with another keyboard is the same. */
export async function hashPassword(password: string, cost: PasswordCost): Promise<string> {
  return await hash(password.normalize('NFKC'), {
    algorithm: ARGON2ID,
    memoryCost: cost.memoryKib,
    timeCost: cost.passes,
    parallelism: 1,
  });
}

/** Whether it is the password. Without a hash, as of a user that is not there, it takes as long and is not. */
export async function isPassword(
  password: string,
  passwordHash: string | null,
  cost: PasswordCost,
): Promise<boolean> {
  if (tooLong(password)) return false;
  return await verify(passwordHash ?? nobodysHash(cost), password.normalize('NFKC'));
}

/** Each character takes up to two code units. */
function tooLong(password: string): boolean {
  return password.length > 2 * LONGEST_PASSWORD;
}

/** A hash in due form that no known password gives. */
function nobodysHash({ memoryKib, passes }: PasswordCost): string {
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;
}
