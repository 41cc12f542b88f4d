import { CommanderError } from 'commander';
import { isDiskFull, isOutOfMemory } from '../db/engine-errors.ts';
import { formatProblem, InputError } from '../domain/problem.ts';
import type { Lang } from '../domain/text.ts';
import { refuseMistypedDashes } from './mistyped-dashes.ts';
import { buildProgram } from './program.ts';
import type { Surroundings } from './surroundings.ts';
import { usageMessage } from './usage.ts';

const DONE = 0;
const WRONG_INPUT = 1;
const OUR_FAULT = 2;
const INTERRUPTED = 130;

/** Runs one command line and gives its exit code; every failure is said on stderr in the user's language. */
export async function runCommand(args: readonly string[], given: Surroundings): Promise<number> {
  const surroundings = { ...given, lang: langOf(args) ?? given.lang };
  const { stderr, lang } = surroundings;
  const program = buildProgram(surroundings);
  try {
    refuseMistypedDashes(args, program);
    await program.parseAsync([...args], { from: 'user' });
    return DONE;
  } catch (error) {
    if (!(error instanceof CommanderError)) return report(error, surroundings);
    if (error.exitCode === 0) return DONE;
    // Without a command its help has been shown already.
    if (error.code !== 'commander.help') stderr.write(`${usageMessage(error, program, lang)}\n`);
    return WRONG_INPUT;
  }
}

/** The language asked for, known before the command line is understood so that its errors are in it. */
export function langOf(args: readonly string[]): Lang | undefined {
  const at = args.findLastIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  if (at < 0) return undefined;
  const value = (args[at]?.includes('=') ? args[at].slice('--lang='.length) : args[at + 1])?.toLowerCase();
  return value === 'zh' || value === 'en' ? value : undefined;
}

function report(error: unknown, { stderr, lang, debug, signal }: Surroundings): number {
  if (error instanceof InputError) {
    for (const problem of error.problems) stderr.write(`${formatProblem(problem, lang)}\n`);
    return WRONG_INPUT;
  }
  if (signal.aborted) {
    stderr.write(lang === 'zh' ? '\n已中断，没有写出任何文件。\n' : '\nInterrupted; no file was written.\n');
    return INTERRUPTED;
  }
  if (isDiskFull(error)) {
    stderr.write(
      lang === 'zh'
        ? '磁盘空间不够（包括临时文件夹）：请腾出空间再试。没有写出任何文件。\n'
        : 'The disk is full (the temporary folder counts too): free some space and try again. No file was written.\n',
    );
    return WRONG_INPUT;
  }
  if (isOutOfMemory(error)) {
    stderr.write(
      lang === 'zh'
        ? '内存不够：请关闭其他程序，或分批处理较小的文件。没有写出任何文件。\n'
        : 'Out of memory: close other programs or grade smaller files. No file was written.\n',
    );
    return WRONG_INPUT;
  }
  const message = error instanceof Error ? error.message : String(error);
  stderr.write(
    lang === 'zh'
      ? `这是 Tierbook 的错，抱歉：${message}\n加上 TIERBOOK_DEBUG=1 再运行可看到细节，欢迎反馈。\n`
      : `This is a fault of Tierbook, sorry: ${message}\nRun again with TIERBOOK_DEBUG=1 for details; please report it.\n`,
  );
  if (debug && error instanceof Error) stderr.write(`${error.stack}\n`);
  return OUR_FAULT;
}
