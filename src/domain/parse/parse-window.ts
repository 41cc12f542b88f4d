import { type Day, readDay } from '../calendar.ts';
import { lifetime, type Window } from '../window.ts';
import { type Node, readChoice, readEntries, readMapping, readWholeNumber, report, shown } from './node.ts';

type Reader = (node: Node) => Window | undefined;

/** One reader per form of a window, chosen by the key that only this form has. */
const forms: Readonly<Record<string, Reader>> = {
  last: parseLast,
  calendar: parseCalendar,
  membership: parseMembership,
  since: parseSince,
  from: parseFixed,
  to: parseFixed,
};

/** A metric's window; none written means the customer's lifetime. */
export function parseWindow(node: Node | undefined): Window | undefined {
  if (node === undefined) return lifetime;
  const entries = readEntries(node);
  if (entries === undefined) return undefined;
  const key = entries.map(([name]) => name).find((name) => Object.hasOwn(forms, name));
  const form = key === undefined ? undefined : forms[key];
  if (form !== undefined) return form(node);
  return report(
    node,
    'unknown-window',
    `看不懂统计周期 ${shown(node.value)}。可写：{ last: 12, unit: month }、{ calendar: year, offset: -1 }、{ membership: year }、{ since: tier-start }、{ from: 2026-01-01, to: 2026-12-31 }`,
    `${shown(node.value)} is no window. Write { last: 12, unit: month }, { calendar: year, offset: -1 }, { membership: year }, { since: tier-start } or { from: 2026-01-01, to: 2026-12-31 }`,
  );
}

function parseLast(node: Node): Window | undefined {
  const keys = readMapping(node, ['last', 'unit']);
  const [last, unit] = [keys?.('last'), keys?.('unit')];
  const n = last && readWholeNumber(last, 1, Infinity);
  const read = unit
    ? readChoice(unit, ['day', 'month', 'year'] as const)
    : report(node, 'no-unit', '缺少 unit：day、month 或 year', 'unit is missing: day, month or year');
  return n === undefined || read === undefined ? undefined : { kind: 'last', n, unit: read };
}

function parseCalendar(node: Node): Window | undefined {
  const keys = readMapping(node, ['calendar', 'offset']);
  const [calendar, offset] = [keys?.('calendar'), keys?.('offset')];
  const unit = calendar && readChoice(calendar, ['month', 'quarter', 'year'] as const);
  const back = offset === undefined ? 0 : readWholeNumber(offset, -Infinity, 0);
  return unit === undefined || back === undefined ? undefined : { kind: 'calendar', unit, offset: back };
}

function parseMembership(node: Node): Window | undefined {
  const value = readMapping(node, ['membership'])?.('membership');
  return value && readChoice(value, ['year']) && { kind: 'membership' };
}

function parseSince(node: Node): Window | undefined {
  const value = readMapping(node, ['since'])?.('since');
  return value && readChoice(value, ['tier-start']) && { kind: 'tier-start' };
}

function parseFixed(node: Node): Window | undefined {
  const keys = readMapping(node, ['from', 'to']);
  if (keys === undefined) return undefined;
  const before = node.problems.length;
  const [from, to] = [keys('from'), keys('to')].map((end) => (end ? (parseDay(end) ?? null) : null));
  if (node.problems.length > before) return undefined;
  if (from && to && from > to) {
    return report(
      node,
      'window-reversed',
      `起始日 ${from} 晚于截止日 ${to}`,
      `the window begins on ${from}, after its end on ${to}`,
    );
  }
  return { kind: 'fixed', from: from ?? null, to: to ?? null };
}

export function parseDay(node: Node): Day | undefined {
  const read = typeof node.value === 'string' ? readDay(node.value) : undefined;
  if (read !== undefined) return read;
  return report(
    node,
    'not-a-day',
    `${shown(node.value)} 应是日期，如 2026-01-31`,
    `${shown(node.value)} should be a day such as 2026-01-31`,
  );
}
