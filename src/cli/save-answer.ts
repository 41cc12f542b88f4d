import { openOutput } from '../features/files/output.ts';

/** Writes what the API answered to a file, which appears under its name only when it is whole. */
export async function saveAnswer(
  out: string,
  ask: () => Promise<{ readonly response: Response; readonly data?: unknown }>,
): Promise<Response> {
  const output = await openOutput(out);
  try {
    const { response, data } = await ask();
    // A file may be empty; then there is no stream.
    if (response.headers.get('content-length') !== '0') {
      if (!(data instanceof ReadableStream)) throw new Error('the answer has no body');
      for await (const part of data as ReadableStream<Uint8Array>) await output.write(part);
    }
    await output.finish();
    return response;
  } finally {
    await output.discard();
  }
}
