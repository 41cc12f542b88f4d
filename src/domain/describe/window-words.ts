import { type Text, text } from '../text.ts';
import type { Window } from '../window.ts';

const lastUnits = {
  day: text('天', 'day'),
  month: text('个月', 'month'),
  year: text('年', 'year'),
} as const;

const calendarUnits = {
  month: { now: '本月', before: '上月', unit: '个月' },
  quarter: { now: '本季度', before: '上季度', unit: '个季度' },
  year: { now: '本自然年', before: '上一自然年', unit: '个自然年' },
} as const;

type Words = { [K in Window['kind']]: (window: Extract<Window, { kind: K }>) => Text };

const kinds: Words = {
  lifetime: () => text('', ''),
  last: ({ n, unit }) => {
    const { zh, en } = lastUnits[unit];
    return text(`近${n}${zh}`, n === 1 ? `in the last ${en}` : `in the last ${n} ${en}s`);
  },
  calendar: ({ unit, offset }) => {
    const { now, before, unit: zh } = calendarUnits[unit];
    if (offset === 0) return text(now, `in this calendar ${unit}`);
    if (offset === -1) return text(before, `in the previous calendar ${unit}`);
    return text(`往前第${-offset}${zh}`, `in the calendar ${unit} ${-offset} ${unit}s before this one`);
  },
  membership: () => text('本会员年度', 'in this membership year'),
  'tier-start': () => text('进入当前等级以来的', 'since the current tier began'),
  fixed: ({ from, to }) => {
    if (from !== null && to !== null) return text(`${from} 至 ${to} 期间`, `from ${from} to ${to}`);
    if (from !== null) return text(`${from} 起的`, `from ${from} on`);
    return to === null ? text('', '') : text(`截至 ${to} 的`, `up to ${to}`);
  },
};

/** A window in words: before what is measured in Chinese, after it in English; empty for the lifetime. */
export function windowWords(window: Window): Text {
  const words = kinds[window.kind] as (window: Window) => Text;
  return words(window);
}

const leads: Words = {
  lifetime: () => text('', ''),
  last: ({ n, unit }) => {
    const { zh, en } = lastUnits[unit];
    return text(`近${n}${zh}内`, n === 1 ? `counting the last ${en}, ` : `counting the last ${n} ${en}s, `);
  },
  calendar: ({ unit }) => text(`${calendarUnits[unit].now}内`, `in this calendar ${unit}, `),
  membership: () => text('本会员年度内', 'in this membership year, '),
  'tier-start': () => text('进入当前等级后', 'counting from the start of the current tier, '),
  fixed: ({ from, to }) => {
    if (from !== null && to !== null) return text(`${from} 至 ${to} 期间`, `from ${from} to ${to}, `);
    if (from !== null) return text(`${from} 起`, `from ${from} on, `);
    return to === null ? text('', '') : text(`${to} 以前`, `up to ${to}, `);
  },
};

/** A window before an advice such as “spend ¥380 more”; empty for the lifetime, null for a period gone by. */
export function leadWords(window: Window): Text | null {
  if (window.kind === 'calendar' && window.offset < 0) return null;
  const words = leads[window.kind] as (window: Window) => Text;
  return words(window);
}
