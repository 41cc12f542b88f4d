import { once } from 'node:events';
import type { Socket } from 'node:net';
import type pg from 'pg';

/** What the driver has for copying; its types leave it out. */
interface Wire {
  readonly stream: Socket;
  readonly query: (text: string) => void;
  readonly sendCopyFromChunk: (chunk: Uint8Array) => void;
  readonly endCopyFrom: () => void;
  readonly sendCopyFail: (message: string) => void;
}

/** Sends bytes to PostgreSQL as a `copy … from stdin` reads them, as fast as it takes them. */
export async function copyIn(
  client: pg.ClientBase,
  statement: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let failed: unknown = null;
    const nothing = (): void => undefined;
    client.query({
      submit: (wire: Wire) => wire.query(statement),
      handleCopyInResponse: (wire: Wire) => {
        send(wire, bytes).catch((error: unknown) => {
          failed = error;
          wire.sendCopyFail('the source failed');
        });
      },
      handleCommandComplete: nothing,
      handleError: (error: Error) => {
        failed ??= error;
        // Where the connection itself is gone nothing follows.
        if (!('code' in error)) reject(failed);
      },
      handleReadyForQuery: () => (failed === null ? resolve() : reject(failed)),
    } as unknown as pg.Submittable);
  });
}

async function send(wire: Wire, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of bytes) {
    wire.sendCopyFromChunk(chunk);
    if (wire.stream.writableNeedDrain) await once(wire.stream, 'drain');
  }
  wire.endCopyFrom();
}
