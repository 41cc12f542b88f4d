import { createInterface } from 'node:readline/promises';
import type { Surroundings } from './surroundings.ts';

/** Whether somebody at a terminal agrees; anything but a yes is a no. Null where nobody is there to ask. */
export async function askYes(
  question: string,
  { stderr, signal }: Pick<Surroundings, 'stderr' | 'signal'>,
  input: NodeJS.ReadStream = process.stdin,
): Promise<boolean | null> {
  if (!(input.isTTY && stderr.isTTY)) return null;
  const lines = createInterface({ input, output: stderr });
  // The terminal no longer makes a signal of Ctrl-C itself.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return /^\s*(y|yes|是|好)\s*$/i.test(await lines.question(question, { signal }));
  } finally {
    lines.close();
  }
}
