import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { SourceKind } from '../../domain/source-fields.ts';
import type { SourceSettings } from './source-settings.ts';

/** A delivery as it came: header names in lower case, and the body's very bytes. */
export interface Sent {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** Of what carries the time it was sent: older or younger is refused. Milliseconds. */
const TOLERANCE_MS = 300_000;

type Scheme = (sent: Sent, secret: string, settings: SourceSettings) => readonly [given: Buffer, due: Buffer];

/**
 * - Shopify: base64 of the HMAC-SHA256 of the body in `X-Shopify-Hmac-Sha256`, the key the app's secret or the one that Settings →
 *   Notifications → Webhooks shows (https://shopify.dev/docs/apps/build/webhooks/verify-deliveries).
 * - WooCommerce: the same in `X-WC-Webhook-Signature` (https://developer.woocommerce.com/docs/apis/rest-api/v3/webhooks/).
 * - Youzan: hex of MD5(client_id + body + client_secret) in `Event-Sign`; what stands as `sign` in the body it advises against
 *   (https://doc.youzanyun.com/resource/develop-guide/41355/41536).
 */
const byKind: Readonly<Record<Exclude<SourceKind, 'generic'>, Scheme>> = {
  shopify: (sent, secret) => [inBase64(sent, 'x-shopify-hmac-sha256'), hmac(secret, sent.body)],
  woocommerce: (sent, secret) => [inBase64(sent, 'x-wc-webhook-signature'), hmac(secret, sent.body)],
  youzan: (sent, secret, { clientId = '' }) => [
    Buffer.from(headerOf(sent, 'event-sign'), 'hex'),
    createHash('md5').update(clientId).update(sent.body).update(secret).digest(),
  ],
};

/** Whether a delivery is signed with one of the secrets of its source. Takes as long whatever is wrong. `now` is in milliseconds. */
export function isSigned(
  sent: Sent,
  source: {
    readonly kind: SourceKind;
    readonly settings: SourceSettings;
    readonly secrets: readonly string[];
  },
  now: number,
): boolean {
  const { kind, settings, secrets } = source;
  if (kind === 'generic' && settings.scheme !== 'hmac') return isStandard(sent, secrets, now);
  const scheme = kind === 'generic' ? plainHmac : byKind[kind];
  return secrets.map((secret) => isSame(...scheme(sent, secret, settings))).includes(true);
}

/** In base64 or in hex, `sha256=` before it or not: as GitHub and many others have it. */
function plainHmac(
  sent: Sent,
  secret: string,
  { header = '' }: SourceSettings,
): readonly [given: Buffer, due: Buffer] {
  const given = headerOf(sent, header).replace(/^sha256=/i, '');
  return [Buffer.from(given, /^[0-9a-f]{64}$/i.test(given) ? 'hex' : 'base64'), hmac(secret, sent.body)];
}

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md, symmetric signatures. */
function isStandard(sent: Sent, secrets: readonly string[], now: number): boolean {
  const [id, at] = [headerOf(sent, 'webhook-id'), headerOf(sent, 'webhook-timestamp')];
  const isNow = /^\d{1,12}$/.test(at) && Math.abs(now - Number(at) * 1000) <= TOLERANCE_MS;
  const signed = Buffer.concat([Buffer.from(`${id}.${at}.`), sent.body]);
  const given = headerOf(sent, 'webhook-signature')
    .split(' ')
    .slice(0, 10)
    .map((each) => Buffer.from(/^v1,(.+)$/.exec(each)?.[1] ?? '', 'base64'));
  const due = secrets.map((secret) => hmac(standardKey(secret), signed));
  const matches = due.flatMap((each) => given.map((one) => isSame(one, each))).includes(true);
  return matches && isNow && id !== '';
}

/** `whsec_` and base64; another text is its own key. */
function standardKey(secret: string): Buffer | string {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : secret;
}

/**
 * What a delivery is known by when it comes again: the id that its system gives it, else what it says. Of an HMAC over the body
 * alone always the latter, as anybody could give a copy another id. WooCommerce's id is made of webhook and second alone, so that two orders
 * of one second have the same: what they say goes with it.
 */
export function deliveryId(
  { headers, body }: Sent,
  { kind, settings }: { readonly kind: SourceKind; readonly settings: SourceSettings },
  document: unknown,
): string {
  const id = {
    shopify: () => headers['x-shopify-webhook-id'],
    woocommerce: () => headers['x-wc-webhook-delivery-id'],
    youzan: () => messageId(document),
    generic: () => (settings.scheme === 'hmac' ? undefined : headers['webhook-id']),
  }[kind]();
  const said = `sha256 ${createHash('sha256').update(topicOf(headers)).update('\0').update(body).digest('base64url')}`;
  return kind === 'woocommerce' ? `${id ?? ''} ${said}` : id || said;
}

/** What a delivery is about, as its system's header says; blank where none does. */
export function topicOf(headers: Sent['headers']): string {
  const topic = headers['x-shopify-topic'] ?? headers['x-wc-webhook-topic'] ?? headers['event-type'] ?? '';
  return topic.slice(0, 100);
}

/** Youzan counts its tries in the body, so that copies differ. */
function messageId(document: unknown): string | undefined {
  const id = (document as { readonly msg_id?: unknown } | null | undefined)?.msg_id;
  return typeof id === 'string' ? id : undefined;
}

function headerOf({ headers }: Sent, name: string): string {
  return headers[name] ?? '';
}

function inBase64(sent: Sent, header: string): Buffer {
  return Buffer.from(headerOf(sent, header), 'base64');
}

function hmac(key: string | Buffer, body: Buffer): Buffer {
  return createHmac('sha256', key).update(body).digest();
}

function isSame(given: Buffer, due: Buffer): boolean {
  const isLong = given.length === due.length;
  return timingSafeEqual(isLong ? given : due, due) && isLong;
}
