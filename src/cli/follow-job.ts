import { InputError, problem } from '../domain/problem.ts';
import { type Api, bodyOf } from '../http/client/client.ts';
import type { components } from '../http/client/schema.d.ts';
import type { ProgressBar } from './progress-bar.ts';

type Job = components['schemas']['Job'];

/**
 * Shows a job's progress until it ends and gives its result. Throws what it failed of; when `signal` is aborted the
 * job is cancelled first.
 */
export async function followJob<T>(api: Api, id: string, bar: ProgressBar, signal: AbortSignal): Promise<T> {
  const params = { path: { job: id } };
  const cancel = (): void => void api.DELETE('/api/v1/jobs/{job}', { params }).catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const { data } = await api.GET('/api/v1/jobs/{job}/events', { params, parseAs: 'stream' });
    if (!(data instanceof ReadableStream)) throw new Error('the job tells nothing');
    for await (const job of jobsIn(data as ReadableStream<Uint8Array>)) {
      if (job.step !== null) bar.step(job.step);
      if (job.fraction !== null) bar.at(job.fraction);
    }
    return resultOf<T>(bodyOf(await api.GET('/api/v1/jobs/{job}', { params })), signal);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function resultOf<T>({ state, result, problems }: Job, signal: AbortSignal): T {
  if (state === 'done') return result as T;
  signal.throwIfAborted();
  const [first] = problems;
  if (first === undefined || first.code === 'fault') throw new Error(first?.message ?? 'the job failed');
  throw new InputError(problems.map(({ code, path, message }) => problem(code, path, message, message)));
}

/** The jobs of a stream of server-sent events. */
async function* jobsIn(stream: ReadableStream<Uint8Array>): AsyncGenerator<Job> {
  let text = '';
  for await (const part of stream.pipeThrough(new TextDecoderStream())) {
    text += part;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const line = event.split('\n').find((each) => each.startsWith('data: '));
      if (line !== undefined) yield JSON.parse(line.slice('data: '.length)) as Job;
    }
  }
}
