import { describe, expect, it } from 'vitest';
import { InputError } from '../../domain/problem.ts';
import { isAllowed } from './public-address.ts';
import { checkUrl, post, type Reach } from './reach.ts';

const metadata = ['169.254.169.254', '100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd00:ec2::254'];
const own = ['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'];
const others = [
  '100.64.0.1',
  '198.18.0.1',
  '192.0.2.1',
  '203.0.113.9',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
];
const six = [
  ...['::', '::1', 'fe80::1', 'fc00::1', 'fdff::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8'],
  ...['::7f00:1', '64:ff9b::7f00:1', '2001:db8::1', '2001::1', '2002:7f00:1::', '3fff::1', 'fec0::1'],
];
const open = [
  '1.1.1.1',
  '8.8.8.8',
  '172.15.0.1',
  '172.32.0.1',
  '100.63.0.1',
  '100.128.0.1',
  '2606:4700::1111',
];

describe('isAllowed', () => {
  it.each([...metadata, ...own, ...others, ...six])('refuses %s', (address) => {
    expect(isAllowed(address, false)).toBe(false);
  });

  it.each(open)('lets %s through', (address) => {
    expect(isAllowed(address, false)).toBe(true);
  });

  it('lets loopback through where that is allowed, and nothing else', () => {
    const through = [...metadata, ...own, ...others, ...six].filter((address) => isAllowed(address, true));
    expect(through).toEqual(['127.0.0.1', '127.9.9.9', '::1']);
  });
});

/** A network in which every name has these addresses, the next ones the next time. */
function network(...answers: readonly (readonly string[])[]): Reach & { asked: number } {
  const reach = {
    asked: 0,
    allowLoopback: false,
    timeout: 1000,
    resolve: async () => {
      const found = answers[Math.min(reach.asked++, answers.length - 1)] ?? [];
      return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    },
  };
  return reach;
}

describe('checkUrl', () => {
  it.each([
    'http://127.0.0.1:22/',
    'http://[::1]/',
    'http://0.0.0.0/',
    'http://2130706433/',
    'http://017700000001/',
    'http://100.100.100.200/latest/meta-data/',
    'http://192.168.1.1/',
    'http://user@127.0.0.1/',
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'http://[64:ff9b::7f00:1]/',
    'https://127.0.0.1:22/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::ffff:10.0.0.1]/',
    'https://user:secret@example.com/',
    'http://example.com/',
    'example.com',
    `https://example.com/${'x'.repeat(2000)}`,
  ])('refuses %s with the same words as every other', async (url) => {
    const refused = await checkUrl(url, network(['93.184.215.14'])).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InputError);
    expect(refused).toMatchObject({ problems: [{ code: 'bad-webhook-url', path: 'url' }] });
  });

  it('refuses names of which one address is not public, and those that have none', async () => {
    for (const found of [['93.184.215.14', '10.0.0.1'], ['169.254.169.254'], []]) {
      await expect(checkUrl('https://metadata.google.internal/', network(found))).rejects.toThrow(InputError);
    }
    expect(await checkUrl('https://Example.com/a?b#c', network(['93.184.215.14']))).toBe(
      'https://example.com/a?b',
    );
  });
});

describe('post', () => {
  const message = { headers: {}, body: '{}' };

  it('looks a name up once and connects to what it checked, whatever the name says the next time', async () => {
    const rebound = network(['127.0.0.1'], ['127.0.0.1']);
    const sent = await post(
      rebound,
      { ...message, url: 'https://example.com/' },
      new AbortController().signal,
    );
    expect(sent).toEqual({ problem: 'not-public' });
    expect(rebound.asked).toBe(1);
  });

  it.each(['https://169.254.169.254/', 'https://[::1]/', 'http://example.com/'])(
    'never connects to %s',
    async (url) => {
      expect(
        await post(network(['93.184.215.14']), { ...message, url }, new AbortController().signal),
      ).toEqual({
        problem: 'not-public',
      });
    },
  );
});
