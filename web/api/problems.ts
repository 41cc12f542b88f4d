import type { Text } from '../../src/domain/text.ts';
import { currentLanguage } from '../texts/language.ts';

/** A problem as the API says it: in the language asked for, or in both. */
export interface ShownProblem {
  readonly code: string;
  readonly path: string;
  readonly message: string | Text;
}

/** What the server has against a request; status 0 when it cannot be reached. */
export class ApiProblems extends Error {
  override readonly name = 'ApiProblems';
  constructor(
    readonly status: number,
    readonly problems: readonly ShownProblem[],
    /** Seconds until trying again may help. */
    readonly retryAfter: number | null,
  ) {
    super(problems.map(({ code }) => code).join(', '));
  }
}

export function problemsOf(error: unknown): readonly ShownProblem[] {
  if (error instanceof ApiProblems) return error.problems;
  return [{ code: 'fault', path: '', message: error instanceof Error ? error.message : String(error) }];
}

/** The problem's sentence in the user's language; empty where the server gave none. */
export function sentenceOf({ message }: ShownProblem): string {
  return typeof message === 'string' ? message : message[currentLanguage()];
}
