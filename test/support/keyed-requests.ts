import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Sent {
  readonly status: number;
  readonly text: string;
}

/** Sends a request with a key to whichever server holds the folder now, until one answers. */
export async function sendKeyed(data: string, url: string, key: string, body: unknown): Promise<Sent> {
  for (;;) {
    try {
      const lock = JSON.parse(await readFile(join(data, 'lock.json'), 'utf8')) as {
        server: { address: string; token: string };
      };
      const { address, token } = lock.server;
      const response = await fetch(`${address}/api/v1${url}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'accept-language': 'en',
          'idempotency-key': `"${key}"`,
        },
        body: JSON.stringify(body),
      });
      const sent = { status: response.status, text: await response.text() };
      // Gone, or going.
      if (sent.status !== 401 && sent.status < 500) return sent;
    } catch {
      // Nobody answers yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
