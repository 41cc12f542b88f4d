import { type Problem, problem } from './problem.ts';

const LONGEST = 500;

/** What is wrong with a reason, which has to be given, or with a word, which may be left out. */
export function wordsProblems(path: 'reason' | 'word' | 'note', words: string, isNeeded: boolean): Problem[] {
  if (words === '' && isNeeded) {
    return [problem('reason-missing', path, '请写明原因', 'write the reason')];
  }
  if ([...words].length <= LONGEST) return [];
  return [problem('reason-too-long', path, `最多 ${LONGEST} 个字`, `write at most ${LONGEST} characters`)];
}
