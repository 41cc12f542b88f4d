import { type Api, bodyOf } from '../http/client/client.ts';
import type { paths } from '../http/client/schema.d.ts';
import { followJob } from './follow-job.ts';
import type { ProgressBar } from './progress-bar.ts';
import { saveAnswer } from './save-answer.ts';

export type ExportBody = paths['/api/v1/exports']['post']['requestBody']['content']['application/json'];

export interface Asking {
  readonly api: Api;
  readonly bar: ProgressBar;
  readonly signal: AbortSignal;
}

export interface Made {
  readonly rows: number;
  readonly evaluation: string | null;
}

/** Has the server make a file, shows how far it is, and fetches it when it is whole. */
export async function makeExport({ api, bar, signal }: Asking, out: string, body: ExportBody): Promise<Made> {
  const { job } = bodyOf(await api.POST('/api/v1/exports', { body }));
  const made = await followJob<Made>(api, job, bar, signal);
  const params = { path: { job } };
  await saveAnswer(out, () => api.GET('/api/v1/exports/{job}/file', { params, parseAs: 'stream', signal }));
  return made;
}
