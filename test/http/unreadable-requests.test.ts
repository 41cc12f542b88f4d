import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { serveShop } from '../support/serve-shop.ts';

it('what cannot be read as a request is answered with what is wrong, as anything else is', async () => {
  const { app } = await serveShop();
  const address = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const asked = async (line: string, headers = ''): Promise<[string | undefined, object]> => {
    const socket = connect(Number(address.port), address.hostname);
    await once(socket, 'connect');
    socket.write(`${line} HTTP/1.1\r\nHost: ${address.host}\r\n${headers}\r\n`);
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    return [head.split(' ')[1], JSON.parse(body) as object];
  };
  const unreadable = { problems: [{ code: 'unreadable-request', path: '', message: expect.any(String) }] };
  expect(await asked('GET /api/v1/customers?search=鲍勃')).toEqual(['400', unreadable]);
  expect(await asked('GET /', `x: ${'x'.repeat(20_000)}\r\n`)).toEqual(['431', unreadable]);
});
