import type { Command } from 'commander';
import { InputError, problem } from '../domain/problem.ts';

/** The dashes that word processors, chats and input methods make of `--`. */
const dashed = /^[-‐-―−－﹣]+([a-z][a-z-]*)(?:=|$)/;

/** Refuses `—scheme` and `－－out` for the options they were meant to be. */
export function refuseMistypedDashes(args: readonly string[], program: Command): void {
  const names = [program, ...program.commands].flatMap(({ options }) => options.map(({ long }) => long));
  const end = args.indexOf('--');
  const wrong = (end < 0 ? args : args.slice(0, end)).flatMap((arg) => {
    const flag = `--${dashed.exec(arg)?.[1] ?? ''}`;
    return names.includes(flag) && !arg.startsWith('-') ? [{ arg, flag }] : [];
  });
  if (wrong.length === 0) return;
  throw new InputError(
    wrong.map(({ arg, flag }) =>
      problem(
        'dashes',
        arg,
        `选项前面要用两个英文减号：${flag}`,
        `options begin with two plain hyphens: ${flag}`,
      ),
    ),
  );
}
