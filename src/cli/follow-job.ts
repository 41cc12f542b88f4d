import { InputError, problem, refuse } from '../domain/problem.ts';
import { type Api, bodyOf } from '../http/client/client.ts';
import type { components } from '../http/client/schema.d.ts';
import type { ProgressBar } from './progress-bar.ts';

type Job = components['schemas']['Job'];

/**
 * Shows a job's progress until it ends and gives its result. Throws what it failed of, an InputError where the server stops before; when
 * `signal` is aborted the job is cancelled first.
 */
export async function followJob<T>(api: Api, id: string, bar: ProgressBar, signal: AbortSignal): Promise<T> {
  const params = { path: { job: id } };
  const cancel = (): void => void api.DELETE('/api/v1/jobs/{job}', { params }).catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const { data } = await api.GET('/api/v1/jobs/{job}/events', { params, parseAs: 'stream' });
    if (!(data instanceof ReadableStream)) throw new Error('the job tells nothing');
    const shown = async (): Promise<void> => {
      for await (const job of jobsIn(data as ReadableStream<Uint8Array>)) {
        if (job.step !== null) bar.step(job.step);
        if (job.fraction !== null) bar.at(job.fraction);
      }
    };
    // A server that is killed breaks off the stream.
    await shown().catch(() => undefined);
    const answer = await api.GET('/api/v1/jobs/{job}', { params }).catch(() => null);
    const job = answer === null ? null : bodyOf(answer);
    if (job === null || job.state === 'running') return refuseStopped();
    return resultOf<T>(job, signal);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function refuseStopped(): never {
  return refuse(
    'server-stopped',
    '',
    '服务器中途停了；导入在它重新启动（tierbook serve）后自动接着做，可在网页的导入记录里查看；别的请到时再运行一次',
    'the server was stopped in the middle; an import goes on by itself when it is started again (`tierbook serve`), as its page of imports shows; anything else is to be run again then',
  );
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
