import { createInterface, type Interface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { refuse } from '../domain/problem.ts';
import type { Surroundings } from './surroundings.ts';

/** Where a password may come from: a terminal, or a pipe or file. */
export type PasswordInput = NodeJS.ReadableStream & { readonly isTTY?: boolean };

type Asker = Pick<Surroundings, 'lang' | 'stderr' | 'signal'>;

/**
 * A new password: asked for twice on a terminal, without showing it; otherwise the first line of standard
 * input. Never an argument, which every other user of the machine could read.
 */
export async function askPassword(asker: Asker, input: PasswordInput = process.stdin): Promise<string> {
  const password = input.isTTY === true ? await askTwice(asker, input) : await firstLine(input);
  if (password !== '') return password;
  return refuse(
    'no-password',
    '',
    '没有输入密码；可以在终端里输入，或从标准输入给出一行',
    'no password was given; type it on a terminal, or give it as one line of standard input',
  );
}

async function askTwice({ lang, stderr, signal }: Asker, input: PasswordInput): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: silent, terminal: true, historySize: 0 });
  // The terminal no longer makes a signal of Ctrl-C itself.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const zh = lang === 'zh';
  const ask = async (prompt: string): Promise<string> => {
    stderr.write(prompt);
    const typed = await answer(lines, signal);
    stderr.write('\n');
    return typed;
  };
  try {
    const password = await ask(zh ? '密码（不显示）：' : 'Password (not shown): ');
    if (password === '') return '';
    const again = await ask(zh ? '再输入一次：' : 'Once more: ');
    return password === again ? password : refuseDifferent();
  } finally {
    lines.close();
  }
}

/** One line; nothing when the input ends first. */
async function answer(lines: Interface, signal: AbortSignal): Promise<string> {
  const ended = new AbortController();
  const end = (): void => ended.abort();
  lines.once('close', end);
  try {
    return await lines.question('', { signal: AbortSignal.any([signal, ended.signal]) });
  } catch (error) {
    if (signal.aborted || !ended.signal.aborted) throw error;
    return '';
  } finally {
    lines.off('close', end);
  }
}

/** Longer than any password may be. */
const ENOUGH_BYTES = 65_536;

async function firstLine(input: PasswordInput): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of input) {
    const piece = Buffer.from(chunk);
    chunks.push(piece);
    bytes += piece.length;
    if (piece.includes('\n') || bytes > ENOUGH_BYTES) break;
  }
  const [line = ''] = Buffer.concat(chunks).toString('utf8').split(/\r?\n/, 1);
  return line.replace(/^\uFEFF/, '');
}

function refuseDifferent(): never {
  return refuse(
    'passwords-differ',
    '',
    '两次输入的密码不一样；请重新运行',
    'the two passwords differ; run the command again',
  );
}
