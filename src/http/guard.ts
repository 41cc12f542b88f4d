import { createHmac, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { FastifyRequest } from 'fastify';
import { decline } from '../domain/app-error.ts';

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Refuses what a web page of somebody else may send here: any page can post to 127.0.0.1, and a name of theirs can
 * be made to point here (DNS rebinding), so the names asked for and the page that asks are looked at.
 */
export function guard(request: FastifyRequest, hosts: readonly string[]): void {
  // Not what a proxy may have forwarded: a page under a name of its own can send any such header.
  const { host = '' } = request.headers;
  const name = host.replace(/:\d+$/, '');
  if (!isOurName(name, hosts)) {
    decline(
      'unknown-host',
      `这台服务器不叫“${name}”；要用这个名字访问，请在启动时加上 --allow-host ${name}`,
      `this server is not called “${name}”; to reach it by that name start it with --allow-host ${name}`,
    );
  }
  if (!unsafe.has(request.method)) return;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const ours =
    origin === undefined
      ? site === undefined || site === 'same-origin' || site === 'none'
      : isOrigin(origin, host);
  if (!ours)
    decline(
      'cross-origin',
      '请求来自别的网站，已拒绝',
      'the request comes from another site and was refused',
    );
}

/** Addresses as numbers cannot be rebound; the machine's own name is known to its network alone. */
function isOurName(name: string, hosts: readonly string[]): boolean {
  const bare = name.replace(/^\[|\]$/g, '').toLowerCase();
  if (bare === 'localhost' || isIP(bare) > 0) return true;
  const own = hostname().toLowerCase();
  return bare === own || bare === `${own}.local` || hosts.some((host) => host.toLowerCase() === bare);
}

function isOrigin(origin: string, host: string): boolean {
  const at = URL.canParse(origin) ? new URL(origin) : null;
  return (
    at !== null && (at.host === host || `${at.hostname}:${at.protocol === 'https:' ? 443 : 80}` === host)
  );
}

/** What a page must send along to change anything: only a page that could read the session knows it. */
export function csrfToken(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('csrf').digest('base64url');
}

/** Refuses changes asked for with the cookie alone. */
export function checkCsrf(request: FastifyRequest): void {
  if (request.sessionToken === null || !unsafe.has(request.method)) return;
  const given = request.headers['x-tierbook-csrf'];
  if (typeof given === 'string' && isEqual(given, csrfToken(request.sessionToken))) return;
  decline(
    'csrf',
    '页面已过期，请刷新后再试；程序请用 API 密钥，或带上 x-tierbook-csrf（登录时给出）',
    'the page is out of date; reload it and try again. A program uses an API key, or sends x-tierbook-csrf as sign-in gave it',
  );
}

/** Compares secrets in a time that tells nothing of them. */
export function isEqual(given: string, secret: string): boolean {
  const [a, b] = [given, secret].map((text) => createHmac('sha256', 'compare').update(text).digest()) as [
    Buffer,
    Buffer,
  ];
  return timingSafeEqual(a, b);
}
