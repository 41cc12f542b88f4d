import { type Problem, problem } from '../../domain/problem.ts';

const LONGEST = 100;

/** A name as it is shown, and as a rep's stands on customers. */
export function shownName(written: string): string {
  return written.normalize('NFC').trim();
}

/** What names have in common that must not both be taken: case, width and spacing do not tell people apart. */
export function nameKey(written: string): string {
  return written.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

export function nameProblems(written: string): Problem[] {
  const name = shownName(written);
  // Controls, invisible formatting and lone surrogates: two names would look the same.
  const fits = nameKey(name) !== '' && [...name].length <= LONGEST && !/\p{C}/u.test(name);
  if (fits) return [];
  return [
    problem(
      'bad-user-name',
      'name',
      `用户名应是 1 到 ${LONGEST} 个可见字符`,
      `a user name has 1 to ${LONGEST} visible characters`,
    ),
  ];
}
