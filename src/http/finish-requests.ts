import type { App } from './app.ts';

/** As long what is being answered may take when the server ends; then its connections are closed. */
const LONGEST_MS = 5000;

/** Counts the requests that are under way. Gives what waits for them when the server ends. */
export function countRequests(app: App): () => Promise<void> {
  let open = 0;
  let onIdle: (() => void) | undefined;
  app.addHook('onRequest', async (_, reply) => {
    open += 1;
    reply.raw.once('close', () => {
      open -= 1;
      if (open === 0) onIdle?.();
    });
  });
  return async () => {
    if (open === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      onIdle = resolve;
      timer = setTimeout(resolve, LONGEST_MS);
    });
    clearTimeout(timer);
  };
}
