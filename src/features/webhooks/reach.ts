import { lookup } from 'node:dns/promises';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { refuse } from '../../domain/problem.ts';
import { isAllowed } from './public-address.ts';

/** How endpoints are reached. */
export interface Reach {
  /** For trying things out: endpoints on this machine, over http too. Else only public addresses, over https. */
  readonly allowLoopback: boolean;
  /** A name's addresses, all of them. Rejects where there are none. */
  readonly resolve: (name: string) => Promise<readonly ResolvedAddress[]>;
  /** In milliseconds, for the whole of a request. */
  readonly timeout: number;
}

export interface ResolvedAddress {
  readonly address: string;
  /** 4 or 6. */
  readonly family: number;
}

const TIMEOUT_MS = 15_000;

export function publicReach(allowLoopback: boolean): Reach {
  return {
    allowLoopback,
    resolve: async (name) => await lookup(name, { all: true, verbatim: true }),
    timeout: TIMEOUT_MS,
  };
}

/** Why there was no answer. */
export const reachProblems = ['not-public', 'out-of-reach', 'too-slow'] as const;
export type ReachProblem = (typeof reachProblems)[number];

/** What came of a request; of an address that is not to be reached no more than that. */
export type Answer = { readonly status: number } | { readonly problem: ReachProblem };

/** Of an answer no more is read. */
const MOST_READ = 20_000;
const LONGEST_URL = 2000;

/** Checks what somebody writes as an endpoint's address. Throws an InputError, the same whatever is wrong with it. */
export async function checkUrl(written: string, reach: Reach): Promise<string> {
  const url = urlOf(written, reach);
  const addresses = url === null ? [] : await addressesOf(hostOf(url), reach).catch(() => []);
  if (url === null || addresses.length === 0) return refuseUrl();
  return url.href;
}

/** Sends a body; connects to the very address that was checked, and follows no redirect. Null where the signal ended it. */
export async function post(
  reach: Reach,
  {
    url,
    headers,
    body,
  }: { readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string },
  signal: AbortSignal,
): Promise<Answer | null> {
  const parsed = urlOf(url, reach);
  if (parsed === null) return { problem: 'not-public' };
  const late = AbortSignal.timeout(reach.timeout);
  try {
    const host = hostOf(parsed);
    // A name is looked up once, as the connection is made.
    if (isIP(host) !== 0) await addressesOf(host, reach);
    return { status: await statusOf(parsed, { headers, body }, reach, AbortSignal.any([signal, late])) };
  } catch (error) {
    if (signal.aborted) return null;
    if (late.aborted) return { problem: 'too-slow' };
    return { problem: error instanceof NotPublicError ? 'not-public' : 'out-of-reach' };
  }
}

class NotPublicError extends Error {}

async function statusOf(
  url: URL,
  { headers, body }: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  reach: Reach,
  signal: AbortSignal,
): Promise<number> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return await new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent: false,
      lookup: lookupBy(reach),
      signal,
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const { statusCode = 0 } = response;
      let read = 0;
      const done = (): void => {
        resolve(statusCode);
        response.destroy();
      };
      response.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read > MOST_READ) done();
      });
      // The status counts, however the rest ends.
      response.on('end', done).on('error', done).on('close', done);
    });
    sent.end(body);
  });
}

/** Gives a connection addresses that were checked in this very moment. */
function lookupBy(reach: Reach): LookupFunction {
  return (name, options, callback) => {
    addressesOf(name, reach).then(
      (found) => {
        const [first] = found;
        if (options.all) callback(null, [...found]);
        else callback(null, first?.address ?? '', first?.family);
      },
      (error: Error) => callback(error, ''),
    );
  };
}

/** All addresses of a name, or of numbers. Throws where one of them is not to be reached. */
async function addressesOf(
  host: string,
  { allowLoopback, resolve }: Reach,
): Promise<readonly ResolvedAddress[]> {
  const family = isIP(host);
  const found = family === 0 ? await resolve(host) : [{ address: host, family }];
  if (found.length === 0 || found.some(({ address }) => !isAllowed(address, allowLoopback))) {
    throw new NotPublicError(host);
  }
  return found;
}

/** Browsers' reading, in which `2130706433` and `0x7f.1` are 127.0.0.1. */
function urlOf(written: string, { allowLoopback }: Reach): URL | null {
  if (written.length > LONGEST_URL || !URL.canParse(written)) return null;
  const url = new URL(written);
  const isOpen = url.protocol === 'https:' || (allowLoopback && url.protocol === 'http:');
  if (!isOpen || url.username !== '' || url.password !== '') return null;
  url.hash = '';
  return url;
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function refuseUrl(): never {
  return refuse(
    'bad-webhook-url',
    'url',
    '这个地址不能用：请写公网上的 https:// 地址（不带用户名和密码），并确认域名能解析；内网、本机和云平台元数据地址一律不接受（试用时可让本机接收，见 docs/api.zh-CN.md 的 TIERBOOK_WEBHOOK_LOOPBACK）',
    'this address cannot be used: write an https:// address on the public internet, without a user name or password, whose name resolves; addresses of private networks, of this machine and of cloud metadata are refused (to try it out on this machine see TIERBOOK_WEBHOOK_LOOPBACK in docs/api.md)',
  );
}
