import type { Lang, Text } from './text.ts';

/** One thing wrong with what the user gave: where it is, what it is, and what to do about it. */
export interface Problem {
  /** Stable and machine-readable, e.g. `unknown-key`. */
  readonly code: string;
  /** Where: `tiers[2].when.all[0]`, `row 14`, a file's name; empty for the whole input. */
  readonly path: string;
  readonly message: Text;
}

/** Input that cannot be worked with. Carries every problem found, not only the first. */
export class InputError extends Error {
  override readonly name = 'InputError';
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((problem) => formatProblem(problem, 'en')).join('\n'));
  }
}

export function problem(code: string, path: string, zh: string, en: string): Problem {
  return { code, path, message: { zh, en } satisfies Text };
}

/** Throws one problem as an InputError. */
export function refuse(code: string, path: string, zh: string, en: string): never {
  throw new InputError([problem(code, path, zh, en)]);
}

export function formatProblem({ path, message }: Problem, lang: Lang): string {
  const separator = lang === 'zh' ? '：' : ': ';
  return path === '' ? message[lang] : `${path}${separator}${message[lang]}`;
}
