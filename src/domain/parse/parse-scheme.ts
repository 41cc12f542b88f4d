import { builtInIds, builtInMetrics } from '../builtin-metrics.ts';
import { isTimeZone } from '../calendar.ts';
import { currencyDecimals, isCurrency } from '../currency.ts';
import type { Metric } from '../metric.ts';
import type { Problem } from '../problem.ts';
import { defaultCount, type Scheme } from '../scheme.ts';
import { type Node, readIdentifier, readMapping, readName, report, shown } from './node.ts';
import { parseCount } from './parse-count.ts';
import { parseFields, ruleScope } from './parse-fields.ts';
import { parseMetrics } from './parse-metrics.ts';
import { parsePolicy } from './parse-policy.ts';
import { parseTiers } from './parse-tier.ts';

const keysOfScheme = [
  'tierbook',
  'id',
  'name',
  'description',
  'currency',
  'timeZone',
  'count',
  'fields',
  'metrics',
  'tiers',
  'policy',
] as const;

export type ParsedScheme =
  | { readonly ok: true; readonly scheme: Scheme }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A scheme document (already JSON) as a trusted scheme, or every problem it has. */
export function parseScheme(document: unknown): ParsedScheme {
  const problems: Problem[] = [];
  const root: Node = { value: document, path: '', problems };
  const keys = readMapping(root, keysOfScheme);
  if (keys === undefined) return { ok: false, problems };
  checkVersion(keys('tierbook') ?? { ...root, path: 'tierbook', value: undefined });
  const [idNode, nameNode, describing] = [keys('id'), keys('name'), keys('description')];
  const id = idNode ? readIdentifier(idNode) : report(root, 'no-id', '缺少 id', 'id is missing');
  const name = nameNode ? readName(nameNode) : report(root, 'no-name', '缺少 name', 'name is missing');
  const description = describing ? (readName(describing) ?? null) : null;
  const currency = parseCurrency(keys('currency'));
  const timeZone = parseTimeZone(keys('timeZone'));
  const count = parseCount(keys('count'), defaultCount);
  const fields = parseFields(keys('fields'));
  const builtIn: [string, Metric][] = builtInMetrics(count, currency).map((metric) => [metric.id, metric]);
  const own = parseMetrics(keys('metrics'), { currency, count, builtIn: new Map(builtIn) });
  const metrics = new Map([...own, ...builtIn]);
  const tiersNode = keys('tiers') ?? { ...root, path: 'tiers', value: [] };
  const moneyDecimals = currencyDecimals(currency);
  const scope = ruleScope(metrics, fields, moneyDecimals, metricIds(keys('metrics')));
  const tiers = parseTiers(tiersNode, scope, moneyDecimals);
  const policy = parsePolicy(keys('policy'));
  if (problems.length > 0 || id === undefined || name === undefined) return { ok: false, problems };
  return {
    ok: true,
    scheme: { id, name, description, currency, timeZone, count, fields, metrics, tiers, policy },
  };
}

/** Ids written under `metrics`, also of metrics that could not be read: a rule may refer to them. */
function metricIds(node: Node | undefined): ReadonlySet<string> {
  const written = typeof node?.value === 'object' && node.value !== null ? Object.keys(node.value) : [];
  return new Set([...written, ...builtInIds]);
}

function checkVersion(node: Node): void {
  if (node.value === 1) return;
  report(
    node,
    'version',
    '文件开头应写 tierbook: 1（等级标准的格式版本）',
    'the document should begin with tierbook: 1 (the version of its format)',
  );
}

function parseCurrency(node: Node | undefined): string {
  if (node === undefined) return 'CNY';
  if (typeof node.value === 'string' && isCurrency(node.value)) return node.value;
  report(
    node,
    'currency',
    `${shown(node.value)} 不是货币代码，如 CNY、USD、JPY`,
    `${shown(node.value)} is no currency code such as CNY, USD, JPY`,
  );
  return 'CNY';
}

function parseTimeZone(node: Node | undefined): string {
  if (node === undefined) return 'Asia/Shanghai';
  if (typeof node.value === 'string' && isTimeZone(node.value)) return node.value;
  report(
    node,
    'time-zone',
    `${shown(node.value)} 不是时区名称，如 Asia/Shanghai`,
    `${shown(node.value)} is no time zone name such as Asia/Shanghai`,
  );
  return 'Asia/Shanghai';
}
