import { currencyDecimals } from '../currency.ts';
import type { Decimal } from '../exact.ts';
import { type Metric, measureType, rfmParts } from '../metric.ts';
import { type MetricScope, readNumericMetric } from './metric-scope.ts';
import {
  type Node,
  readChoice,
  readEntries,
  readMapping,
  readName,
  readNumber,
  readWholeNumber,
  report,
  shown,
} from './node.ts';
import { parseCount } from './parse-count.ts';
import { parseMeasure } from './parse-measure.ts';
import { parseScore } from './parse-score.ts';
import { parseWindow } from './parse-window.ts';

type Definition = Pick<Metric, 'definition' | 'type' | 'scale'>;
type Reader = (node: Node, scope: MetricScope) => Definition | undefined;

/** One reader per kind of metric, chosen by the key that only this kind has. */
const kinds: Readonly<Record<string, Reader>> = {
  of: (node, scope) => {
    const definition = parseMeasure(node, scope);
    if (definition === undefined) return undefined;
    const [type, scale] = measureType(definition, scope.currency);
    return { definition, type, scale };
  },
  score: parseScore,
  'top-share-of': parseTopShare,
  rfm: parseRfm,
  clv: parseClv,
  'p-alive': parseAlive,
};

/** The key that says which kind of metric this is. */
export function metricKind(node: Node): string | undefined {
  const keys = typeof node.value === 'object' && node.value !== null ? Object.keys(node.value) : [];
  return keys.find((key) => Object.hasOwn(kinds, key));
}

/** One metric of a scheme; undefined when a problem was reported. */
export function parseMetric(id: string, node: Node, scope: MetricScope): Metric | undefined {
  if (readEntries(node) === undefined) return undefined;
  const kind = metricKind(node);
  const read = kind === undefined ? undefined : kinds[kind];
  if (read === undefined) {
    return report(
      node,
      'unknown-metric-kind',
      `看不懂指标 ${shown(node.value)}。请写 of（加 take）、score、top-share-of、rfm、clv 或 p-alive`,
      `${shown(node.value)} is no metric: write of (with take), score, top-share-of, rfm, clv or p-alive`,
    );
  }
  const definition = read(node, scope);
  const named = (node.value as { name?: unknown }).name;
  const name = named === undefined ? null : readName({ ...node, value: named, path: `${node.path}.name` });
  if (definition === undefined || name === undefined) return undefined;
  return { id, name, builtIn: false, ...definition };
}

function parseTopShare(node: Node, scope: MetricScope): Definition | undefined {
  const of = readMapping(node, ['top-share-of', 'name'])?.('top-share-of');
  const id = of && readNumericMetric(of, scope);
  return id === undefined
    ? undefined
    : { definition: { kind: 'top-share', of: id }, type: 'fraction', scale: 0 };
}

function parseRfm(node: Node, scope: MetricScope): Definition | undefined {
  const keys = readMapping(node, ['rfm', 'method', 'window', 'count', 'name']);
  const [rfm, method] = [keys?.('rfm'), keys?.('method')];
  const give = rfm && readChoice(rfm, rfmParts);
  const by = method === undefined ? 'thresholds' : readChoice(method, ['thresholds', 'rank'] as const);
  const window = parseWindow(keys?.('window'));
  const count = parseCount(keys?.('count'), scope.count);
  if (give === undefined || by === undefined || window === undefined) return undefined;
  const type = give === 'code' || give === 'segment' ? 'text' : 'integer';
  return { definition: { kind: 'rfm', give, method: by, window, count }, type, scale: 0 };
}

function parseClv(node: Node, scope: MetricScope): Definition | undefined {
  const outer = readMapping(node, ['clv', 'count', 'name']);
  const inner = outer?.('clv');
  const keys = inner && readMapping(inner, ['months', 'margin']);
  const [horizon, rate] = [keys?.('months'), keys?.('margin')];
  const months = horizon === undefined ? 12 : readWholeNumber(horizon, 1, 120);
  const margin = rate === undefined ? null : readShare(rate);
  const count = parseCount(outer?.('count'), scope.count);
  if (inner === undefined || months === undefined || margin === undefined) return undefined;
  return {
    definition: { kind: 'clv', months, margin, count },
    type: 'money',
    scale: currencyDecimals(scope.currency),
  };
}

/** A part of a whole. */
function readShare(node: Node): Decimal | undefined {
  const share = readNumber(node);
  if (share === undefined) return undefined;
  if (share.units >= 0n && share.units <= 10n ** BigInt(share.scale)) return share;
  return report(
    node,
    'not-a-share',
    `${shown(node.value)} 应是 0 到 1 之间的比例，如 0.3`,
    `${shown(node.value)} should be a share from 0 to 1, such as 0.3`,
  );
}

function parseAlive(node: Node, scope: MetricScope): Definition | undefined {
  const keys = readMapping(node, ['p-alive', 'count', 'name']);
  const inner = keys?.('p-alive');
  if (inner !== undefined) readMapping(inner, []);
  const count = parseCount(keys?.('count'), scope.count);
  return { definition: { kind: 'p-alive', count }, type: 'fraction', scale: 0 };
}
