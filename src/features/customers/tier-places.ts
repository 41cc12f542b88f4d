import { isOperator } from '../../domain/condition.ts';
import { closest } from '../../domain/parse/closest.ts';
import { listed, type Node, report, shown } from '../../domain/parse/node.ts';
import type { Tier } from '../../domain/scheme.ts';
import { tierField } from './listed-fields.ts';

/** Deeper rules are refused by the parser of conditions. */
const DEEPEST = 40;

/** A written rule in which the ids of tiers are their places in the scheme, so that `atLeast` means this or a higher one. */
export function withTierPlaces(node: Node, tiers: readonly Tier[], depth = 0): unknown {
  const { value, path, problems } = node;
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
  const inside = (child: unknown, key: string | number): unknown =>
    withTierPlaces({ value: child, path: childPath(path, key), problems }, tiers, depth + 1);
  if (Array.isArray(value)) return value.map(inside);
  const isTest = 'field' in value && value.field === tierField.id;
  const entries = Object.entries(value).map(([key, child]): [string, unknown] => {
    if (['all', 'any', 'not'].includes(key)) return [key, inside(child, key)];
    const operand = { value: child, path: childPath(path, key), problems };
    return [key, isTest && isOperator(key) && key !== 'isEmpty' ? placesOf(operand, tiers) : child];
  });
  return Object.fromEntries(entries);
}

function childPath(path: string, key: string | number): string {
  return typeof key === 'number' ? `${path}[${key}]` : `${path}.${key}`;
}

function placesOf({ value, path, problems }: Node, tiers: readonly Tier[]): unknown {
  if (!Array.isArray(value)) return placeOf({ value, path, problems }, tiers);
  return value.map((item, index) => placeOf({ value: item, path: `${path}[${index}]`, problems }, tiers));
}

function placeOf(node: Node, tiers: readonly Tier[]): number {
  const place = tiers.findIndex(({ id }) => id === node.value);
  if (place >= 0) return place;
  const ids = tiers.map(({ id }) => id);
  const guess = typeof node.value === 'string' ? closest(node.value, ids) : undefined;
  report(
    node,
    'unknown-tier',
    `没有等级 ${shown(node.value)}${guess ? `，是不是“${guess}”？` : ids.length > 0 ? `。可用：${listed(ids)}` : '；还没有评过级'}`,
    `there is no tier ${shown(node.value)}${guess ? `; did you mean “${guess}”?` : ids.length > 0 ? `. Known: ${listed(ids)}` : '; nobody is graded yet'}`,
  );
  return 0;
}
