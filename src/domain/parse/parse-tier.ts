import { type Benefit, benefitKinds, type Tier } from '../scheme.ts';
import {
  type Node,
  readChoice,
  readIdentifier,
  readList,
  readMapping,
  readName,
  readNumber,
  readWholeNumber,
  report,
} from './node.ts';
import { parseCondition, type Scope, tooManyDecimals } from './parse-condition.ts';

/** All tiers, lowest first, with the base tier's rules checked. */
export function parseTiers(node: Node, scope: Scope, moneyDecimals: number): Tier[] {
  const items = readList(node) ?? [];
  if (items.length === 0) {
    report(
      node,
      'no-tiers',
      '至少要有一个等级；第一个是人人都有的基础等级，如 { id: normal, name: { zh: 普通, en: Normal } }',
      'at least one tier is needed; the first is the base tier that everybody has, such as { id: normal, name: { zh: 普通, en: Normal } }',
    );
  }
  reportRepeats(items);
  const reversed = isReversed(items);
  if (reversed) {
    report(
      node,
      'tiers-reversed',
      '等级要从低到高写：没有条件的基础等级放在最前面，最高的放在最后',
      'tiers go from low to high: the base tier, which has no rule, comes first, the highest last',
    );
  }
  return items
    .map((item, index) => parseTier(item, reversed ? -1 : index, scope, moneyDecimals))
    .filter((tier) => tier !== undefined);
}

/** Whether the tiers stand from high to low: every tier but the last has a rule. */
function isReversed(items: readonly Node[]): boolean {
  const hasRule = items.map(({ value }) => typeof value === 'object' && value !== null && 'when' in value);
  return (
    items.length > 1 &&
    hasRule.lastIndexOf(false) === items.length - 1 &&
    hasRule.indexOf(false) === items.length - 1
  );
}

function reportRepeats(items: readonly Node[]): void {
  const taken = new Set<string>();
  for (const node of items) {
    const id = (node.value as { id?: unknown } | null)?.id;
    if (typeof id !== 'string') continue;
    if (taken.has(id))
      report(node, 'repeated-id', `等级标识“${id}”重复了`, `the tier id “${id}” is used twice`);
    taken.add(id);
  }
}

/** `index` is -1 where nothing is to be said of which tiers have rules. */
function parseTier(node: Node, index: number, scope: Scope, moneyDecimals: number): Tier | undefined {
  const keys = readMapping(node, ['id', 'name', 'when', 'keep', 'benefits']);
  if (keys === undefined) return undefined;
  const [idNode, nameNode, whenNode, keepNode] = [keys('id'), keys('name'), keys('when'), keys('keep')];
  const id = idNode
    ? readIdentifier(idNode)
    : report(node, 'no-id', '缺少等级标识 id', 'the tier needs an id');
  const name = nameNode
    ? readName(nameNode)
    : report(node, 'no-name', '缺少等级名称 name', 'the tier needs a name');
  if (index === 0) for (const rule of [whenNode, keepNode]) refuseBaseRule(rule);
  else if (index > 0 && whenNode === undefined) {
    report(
      node,
      'no-when',
      '除第一个（基础等级）外，每个等级都要有 when',
      'every tier but the first (the base tier) needs a when',
    );
  }
  const when = whenNode ? (parseCondition(whenNode, scope) ?? null) : null;
  const keep = keepNode ? (parseCondition(keepNode, scope) ?? null) : null;
  const benefits = parseBenefits(keys('benefits'), moneyDecimals);
  return id === undefined || name === undefined ? undefined : { id, name, when, keep, benefits };
}

function refuseBaseRule(rule: Node | undefined): void {
  if (rule === undefined) return;
  report(
    rule,
    'base-tier-rule',
    '第一个等级是基础等级，人人都有，不能有条件。请在它前面加一个，如 { id: normal, name: { zh: 普通, en: Normal } }',
    'the first tier is the base tier that everybody has, without a rule. Put one before it, such as { id: normal, name: { zh: 普通, en: Normal } }',
  );
}

function parseBenefits(node: Node | undefined, moneyDecimals: number): Benefit[] {
  if (node === undefined) return [];
  return (readList(node) ?? [])
    .map((item) => parseBenefit(item, moneyDecimals))
    .filter((benefit) => benefit !== undefined);
}

function parseBenefit(node: Node, moneyDecimals: number): Benefit | undefined {
  const keys = readMapping(node, ['id', 'kind', 'name', 'value', 'cost', 'limit', 'validity']);
  if (keys === undefined) return undefined;
  const [idNode, kindNode, nameNode, valueNode] = [keys('id'), keys('kind'), keys('name'), keys('value')];
  if (idNode === undefined || kindNode === undefined || nameNode === undefined) {
    report(node, 'benefit', '权益需要 id、kind 和 name', 'a benefit needs id, kind and name');
  }
  const id = idNode && readIdentifier(idNode);
  const kind = kindNode && readChoice(kindNode, benefitKinds);
  const name = nameNode && readName(nameNode);
  const value = valueNode ? (readNumber(valueNode) ?? null) : null;
  const cost = parseCost(keys('cost'), moneyDecimals);
  const limit = parseLimit(keys('limit'));
  const validity = parseValidity(keys('validity'));
  if (id === undefined || kind === undefined || name === undefined) return undefined;
  return { id, kind, name, value, cost, limit, validity };
}

function parseCost(node: Node | undefined, moneyDecimals: number): Benefit['cost'] {
  const keys = node && readMapping(node, ['per', 'amount', 'percent']);
  if (node === undefined || keys === undefined) return null;
  const [perNode, amountNode, percentNode] = [keys('per'), keys('amount'), keys('percent')];
  const per = perNode && readChoice(perNode, ['order', 'use', 'month'] as const);
  const amount = amountNode ? (readNumber(amountNode) ?? null) : null;
  if (amountNode && amount && amount.scale > moneyDecimals) tooManyDecimals(amountNode, moneyDecimals);
  const percent = percentNode ? (readNumber(percentNode) ?? null) : null;
  if (per === undefined || (amountNode === undefined) === (percentNode === undefined)) {
    report(
      node,
      'benefit-cost',
      '成本写成 { per: order|use|month, amount: 30 } 或 { per: order, percent: 20 }',
      'a cost is written { per: order|use|month, amount: 30 } or { per: order, percent: 20 }',
    );
    return null;
  }
  return { per, amount, percent };
}

function parseLimit(node: Node | undefined): Benefit['limit'] {
  const keys = node && readMapping(node, ['times', 'per']);
  const [timesNode, perNode] = [keys?.('times'), keys?.('per')];
  const times = timesNode && readWholeNumber(timesNode, 1, 1_000_000);
  const per = perNode && readChoice(perNode, ['day', 'week', 'month', 'quarter', 'year'] as const);
  if (node && (timesNode === undefined || perNode === undefined)) {
    report(
      node,
      'benefit-limit',
      '次数写成 { times: 2, per: year }',
      'a limit is written { times: 2, per: year }',
    );
  }
  return times === undefined || per === undefined ? null : { times, per };
}

function parseValidity(node: Node | undefined): Benefit['validity'] {
  const keys = node && readMapping(node, ['days', 'months']);
  const [daysNode, monthsNode] = [keys?.('days'), keys?.('months')];
  const days = daysNode && readWholeNumber(daysNode, 1, 36500);
  const months = monthsNode && readWholeNumber(monthsNode, 1, 1200);
  if (days === undefined && months === undefined) return null;
  return { ...(days === undefined ? {} : { days }), ...(months === undefined ? {} : { months }) };
}
