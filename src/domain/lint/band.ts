import type { Condition, Subject, Test } from '../condition.ts';
import { compareFractions } from '../exact.ts';
import { type Place, placeOf, subjectKey } from './axis.ts';
import type { DocumentPath } from './finding.ts';
import { type Placed, type TestCondition, testsIn } from './tests-in.ts';

/** An end of a band; `open` leaves the place itself out. */
export interface End extends Place {
  readonly open: boolean;
}

/** What a rule asks of one subject: at least, at most or both. */
export interface Band {
  readonly subject: Subject;
  readonly from: End | null;
  readonly to: End | null;
  readonly placed: readonly Placed[];
}

/** The bands of a rule, by subject, all or any of which must be met; other conditions beside them are left out. */
export interface Bands {
  readonly joint: 'all' | 'any' | 'one';
  readonly bands: ReadonlyMap<string, Band>;
}

const opening: ReadonlyMap<Test['op'], boolean> = new Map([
  ['atLeast', false],
  ['over', true],
  ['after', true],
]);
const closing: ReadonlyMap<Test['op'], boolean> = new Map([
  ['atMost', false],
  ['under', true],
  ['before', true],
]);

export function isOpening({ op }: Test): boolean {
  return opening.has(op);
}

export function isClosing({ op }: Test): boolean {
  return closing.has(op);
}

/** Null where the rule is of another shape, or says two things of one subject that do not belong together. */
export function bandsOf(rule: Condition, path: DocumentPath): Bands | null {
  if (rule.kind === 'not') return null;
  const joint = rule.kind === 'test' ? 'one' : rule.kind;
  const parts = rule.kind === 'test' ? [{ rule, path }] : placedParts(rule, path);
  const bands = new Map<string, Band>();
  for (const { rule: part, path: at } of parts) {
    const placed = joint === 'any' && part.kind !== 'test' ? [] : conjunction(part, at);
    for (const one of placed) {
      const key = subjectKey(one.test.subject);
      const band = bandOf(one);
      if (band === null) continue;
      const before = bands.get(key);
      if (before !== undefined && joint === 'any') return null;
      bands.set(key, before === undefined ? band : narrower(before, band));
    }
  }
  return bands.size === 0 ? null : { joint, bands };
}

function placedParts(rule: Extract<Condition, { kind: 'all' | 'any' }>, path: DocumentPath) {
  return rule.of.map((part, index) => ({ rule: part, path: [...path, rule.kind, index] }));
}

/** Comparisons that must all be met. */
function conjunction(rule: Condition, path: DocumentPath): Placed[] {
  if (rule.kind === 'any' || rule.kind === 'not') return [];
  return rule.kind === 'test'
    ? testsIn(rule, path)
    : placedParts(rule, path).flatMap(({ rule: part, path: at }) => conjunction(part, at));
}

function bandOf(placed: Placed): Band | null {
  const { test } = placed;
  const [from, to] = [endOf(test, opening), endOf(test, closing)];
  return from === null && to === null ? null : { subject: test.subject, from, to, placed: [placed] };
}

function endOf({ tests }: TestCondition, ends: ReadonlyMap<Test['op'], boolean>): End | null {
  const found = tests.find(({ op }) => ends.has(op));
  const place = found !== undefined && 'operand' in found ? placeOf(found.operand) : undefined;
  return found === undefined || place === undefined ? null : { ...place, open: ends.get(found.op) ?? false };
}

function narrower(a: Band, b: Band): Band {
  const from = a.from === null || (b.from !== null && compareFrom(b.from, a.from) > 0) ? b.from : a.from;
  const to = a.to === null || (b.to !== null && compareTo(b.to, a.to) < 0) ? b.to : a.to;
  return { subject: a.subject, from, to, placed: [...a.placed, ...b.placed] };
}

/** Above 0 where `a` begins later; without an end a band begins before all. */
export function compareFrom(a: End | null, b: End | null): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null) || 0;
  return compareFractions(a.at, b.at) || Number(a.open) - Number(b.open);
}

/** Above 0 where `a` ends later; without an end a band goes on beyond all. */
export function compareTo(a: End | null, b: End | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null) || 0;
  return compareFractions(a.at, b.at) || Number(b.open) - Number(a.open);
}
