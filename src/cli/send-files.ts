import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { InputError, type Problem } from '../domain/problem.ts';
import { text } from '../domain/text.ts';
import { findSource, type Source } from '../features/files/source.ts';
import { type Api, bodyOf } from '../http/client/client.ts';
import type { ProgressBar } from './progress-bar.ts';

/** Sends files to the server and gives the ids under which they wait there. Refuses all at once what cannot be read. */
export async function sendFiles(
  api: Api,
  files: readonly string[],
  bar: ProgressBar,
  signal: AbortSignal,
): Promise<string[]> {
  const sources = await allFound(files, signal);
  const total = sources.reduce((sum, { bytes }) => sum + bytes, 0);
  bar.step(text('读取文件', 'reading files'));
  const ids: string[] = [];
  let sent = 0;
  for (const { file } of sources) {
    const content = createReadStream(file).on('data', (part) => {
      sent += part.length;
      bar.at(sent / total);
    });
    const answer = await api.POST('/api/v1/uploads', {
      params: { query: { name: file } },
      // The description knows bodies of JSON alone.
      body: Readable.toWeb(content) as never,
      bodySerializer: (given) => given,
      headers: { 'content-type': 'application/octet-stream' },
      duplex: 'half',
      signal,
    });
    ids.push(bodyOf(answer).id);
  }
  return ids;
}

async function allFound(files: readonly string[], signal: AbortSignal): Promise<Source[]> {
  const problems: Problem[] = [];
  const found: Source[] = [];
  for (const file of files) {
    try {
      found.push(await findSource(file, { signal }));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return found;
}
