import { orderStatuses } from '../../domain/order.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import { channels, prefixes, type SourceKind } from '../../domain/source-fields.ts';
import { readPath } from './json-path.ts';
import type { Mapping, SourceSettings } from './source-settings.ts';

export interface GivenSource {
  readonly name: string;
  readonly kind: SourceKind;
  /** What is left out is filled in. */
  readonly settings: { readonly [Name in keyof SourceSettings]?: SourceSettings[Name] | undefined };
}

const LONGEST_NAME = 60;
const SHORTEST_SECRET = 8;

/** A source as it is kept, what is left out filled in. Throws an InputError with everything that is wrong. */
export function checkSource({ name: given, kind, settings }: GivenSource): GivenSource & {
  readonly settings: SourceSettings;
} {
  const problems: Problem[] = [];
  const say = (code: string, path: string, zh: string, en: string): void => {
    problems.push(problem(code, path, zh, en));
  };
  const name = given.trim();
  if (name === '' || name.length > LONGEST_NAME) {
    say(
      'bad-name',
      'name',
      `请写名称，最多 ${LONGEST_NAME} 个字`,
      `write a name of up to ${LONGEST_NAME} characters`,
    );
  }
  if (kind === 'youzan' && !settings.clientId?.trim()) {
    say(
      'missing',
      'settings.clientId',
      '请填写有赞应用的 client_id',
      "write the client_id of Youzan's application",
    );
  }
  const header = settings.header?.trim().toLowerCase();
  if (kind === 'generic' && settings.scheme === 'hmac' && !/^[a-z0-9-]{1,60}$/.test(header ?? '')) {
    const zh = '请填写带签名的请求头名称，例如 X-Signature';
    say(
      'missing',
      'settings.header',
      zh,
      'write the name of the header with the signature, such as X-Signature',
    );
  }
  if (settings.mapping !== undefined) checkMapping(settings.mapping, say);
  if (problems.length > 0) throw new InputError(problems);
  const { clientId, scheme, mapping, channel, customersBy = 'id', prefix } = settings;
  return {
    name,
    kind,
    settings: {
      ...(kind === 'youzan' && { clientId: clientId?.trim() }),
      ...(kind === 'generic' && {
        scheme: scheme ?? 'standard',
        ...(scheme === 'hmac' && { header }),
        mapping,
      }),
      channel: (channel ?? channels[kind]).trim(),
      customersBy,
      prefix: (prefix ?? prefixes[kind]).trim(),
    },
  };
}

/** The other system's secret; null where one is to be made. Throws an InputError. */
export function checkSecret(kind: SourceKind, given: string | undefined): string | null {
  const secret = given?.trim() ?? '';
  const hasOwn = kind === 'shopify' || kind === 'youzan';
  if (secret === '' && !hasOwn) return null;
  if (secret.length >= SHORTEST_SECRET && secret.length <= 500) return secret;
  const [zh, en] =
    secret === ''
      ? ['请粘贴对方给的签名密钥', 'paste the secret that the other system signs with']
      : [`密钥要有 ${SHORTEST_SECRET} 到 500 个字符`, `a secret has ${SHORTEST_SECRET} to 500 characters`];
  throw new InputError([problem('bad-secret', 'secret', zh, en)]);
}

function checkMapping(
  { what, list, only, fields, lines, buyer = {}, updatedAt, currency, statuses = {} }: Mapping,
  say: (code: string, path: string, zh: string, en: string) => void,
): void {
  const at = 'settings.mapping';
  const paths: readonly (readonly [place: string, path: string | undefined])[] = [
    ['list', list],
    ['only.path', only?.path],
    ['updatedAt', updatedAt],
    ['currency', currency],
    ['lines.list', lines?.list],
    ...Object.entries(fields).map(([field, path]) => [`fields.${field}`, path] as const),
    ...Object.entries(lines?.fields ?? {}).map(([field, path]) => [`lines.fields.${field}`, path] as const),
    ...Object.entries(buyer).map(([field, path]) => [`buyer.${field}`, path] as const),
  ];
  for (const [place, path] of paths) {
    if (path === undefined || readPath(path) !== null) continue;
    const zh = `看不懂“${path}”；请写成 data.order.id 或 items[0].price`;
    say(
      'bad-path',
      `${at}.${place}`,
      zh,
      `“${path}” cannot be read; write it like data.order.id or items[0].price`,
    );
  }
  const needed = what === 'orders' ? (['orderId', 'customerId'] as const) : (['externalId'] as const);
  for (const field of needed) {
    if (fields[field] !== undefined) continue;
    say(
      'missing',
      `${at}.fields.${field}`,
      '请写明它在对方数据里的位置',
      'say where it stands in their data',
    );
  }
  if (what === 'orders' && fields.orderedAt === undefined && fields.paidAt === undefined) {
    say(
      'missing',
      `${at}.fields.orderedAt`,
      '请写明下单或付款时间的位置',
      'say where the time of order or payment stands',
    );
  }
  const { amount, price } = lines?.fields ?? {};
  if (what === 'orders' && (fields.amount ?? amount ?? price) === undefined) {
    const zh = '请写明订单金额的位置，或明细里金额或单价的位置';
    const en = 'say where the amount stands, or the amount or price of each line';
    say('missing', `${at}.fields.amount`, zh, en);
  }
  if (only?.values.every((value) => value.trim() === '')) {
    say(
      'missing',
      `${at}.only.values`,
      '请写明是哪些值，否则全部推送都会略过',
      'say which values; without any everything would be passed over',
    );
  }
  for (const [word, status] of Object.entries(statuses)) {
    if ((orderStatuses as readonly string[]).includes(status)) continue;
    const all = orderStatuses.join(', ');
    say('status-unknown', `${at}.statuses.${word}`, `请对应到其中之一：${all}`, `map it to one of ${all}`);
  }
}
