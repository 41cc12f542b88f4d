import type { Field, FieldType } from '../../field.ts';
import type { CountPolicy } from '../../metric.ts';
import type { LifecyclePolicy, Scheme } from '../../scheme.ts';
import { type Text, text } from '../../text.ts';
import { statusName } from '../column-words.ts';
import { joined } from '../joining.ts';
import { type Change, changed, isSameText, labelled, renamed } from './change.ts';

/** What has changed for the standard as a whole: its name, its money and clock. */
export function standardDifferences(from: Scheme, to: Scheme): Change[] {
  const lines: Text[] = [];
  if (from.id !== to.id) lines.push(changed(text('标识', 'id'), same(from.id), same(to.id)));
  if (!isSameText(from.name, to.name))
    lines.push(labelled(text('名称', 'name'), renamed(from.name, to.name)));
  lines.push(...descriptionDifference(from.description, to.description));
  if (from.currency !== to.currency)
    lines.push(changed(text('货币', 'currency'), same(from.currency), same(to.currency)));
  if (from.timeZone !== to.timeZone)
    lines.push(changed(text('时区', 'time zone'), same(from.timeZone), same(to.timeZone)));
  return lines.map((said) => ({ part: 'standard', about: null, said }));
}

function descriptionDifference(old: Text | null, next: Text | null): Text[] {
  if (old === null || next === null) {
    if (next !== null) return [labelled(text('新增说明', 'description added'), next)];
    return old === null ? [] : [labelled(text('取消说明', 'description dropped'), old)];
  }
  return isSameText(old, next) ? [] : [labelled(text('说明', 'description'), renamed(old, next))];
}

const nothing = text('无', 'none');

function same(written: string): Text {
  return text(written, written);
}

/** What has changed in what counts as a purchase, and for how much. */
export function countDifferences(from: CountPolicy, to: CountPolicy): Change[] {
  const lines: Text[] = [];
  const statuses = ({ statuses: all }: CountPolicy): Text =>
    joined(all.toSorted().map(statusName), text('、', ', '));
  const [old, next] = [statuses(from), statuses(to)];
  if (!isSameText(old, next)) lines.push(changed(text('计入的订单', 'orders that count'), old, next));
  if (from.amount !== to.amount)
    lines.push(changed(text('金额', 'amounts'), amounts[from.amount], amounts[to.amount]));
  for (const extra of ['shipping', 'tax'] as const) {
    const [before, after] = [from, to].map(({ without }) => !without.includes(extra));
    if (before !== after) lines.push(changed(extras[extra], counted(before), counted(after)));
  }
  return lines.map((said) => ({ part: 'count', about: null, said }));
}

const amounts: Readonly<Record<CountPolicy['amount'], Text>> = {
  net: text('扣除退款', 'after refunds'),
  gross: text('不扣退款', 'before refunds'),
};
const extras = { shipping: text('运费', 'shipping'), tax: text('税费', 'tax') } as const;

function counted(isIn: boolean | undefined): Text {
  return isIn ? text('计入', 'counted') : text('不计', 'left out');
}

type Saying = { readonly [K in keyof LifecyclePolicy]: readonly [Text, (value: LifecyclePolicy[K]) => Text] };

const upgrades = {
  'at-once': text('达标即升', 'at once'),
  'period-end': text('周期末', 'when the period ends'),
} as const;
const downgrades = {
  'at-once': text('不达标即降', 'at once'),
  'period-end': text('周期末', 'when the period ends'),
  anniversary: text('满周年时', 'on the anniversary'),
  never: text('不降级', 'never'),
} as const;
const periods = {
  month: text('自然月', 'calendar month'),
  quarter: text('自然季度', 'calendar quarter'),
  year: text('自然年', 'calendar year'),
} as const;

const lifecycle: Saying = {
  upgrade: [text('升级时间', 'upgrades'), (value) => upgrades[value]],
  downgrade: [text('降级时间', 'downgrades'), (value) => downgrades[value]],
  period: [text('评级周期', 'period'), (value) => (value === null ? nothing : periods[value])],
  steps: [
    text('降级幅度', 'how far a downgrade goes'),
    (value) =>
      value === 'one'
        ? text('每次一级', 'one tier at a time')
        : text('直接到应评等级', 'to the computed tier'),
  ],
  validityMonths: [
    text('有效期', 'validity'),
    (value) =>
      value === null ? nothing : text(`${value} 个月`, `${value} ${value === 1 ? 'month' : 'months'}`),
  ],
  graceDays: [text('宽限期', 'grace period'), dayCount],
  warnDays: [text('降级提醒提前', 'warning ahead of a downgrade'), dayCount],
};

function dayCount(value: number | null): Text {
  return value === null ? nothing : text(`${value} 天`, `${value} ${value === 1 ? 'day' : 'days'}`);
}

/** What has changed in how tiers are held and lost. */
export function lifecycleDifferences(from: LifecyclePolicy, to: LifecyclePolicy): Change[] {
  const keys = Object.keys(lifecycle) as (keyof LifecyclePolicy)[];
  return keys.flatMap((key): Change[] => {
    if (from[key] === to[key]) return [];
    const [what, say] = lifecycle[key] as readonly [Text, (value: unknown) => Text];
    return [{ part: 'lifecycle', about: null, said: changed(what, say(from[key]), say(to[key])) }];
  });
}

/** Columns of the customer table that a standard declares. */
export function fieldDifferences({ fields: from }: Scheme, { fields: to }: Scheme): Change[] {
  const changes = [...to.values()].flatMap((field): Change[] => {
    const old = from.get(field.id);
    const [before, after] = [old && fieldWords(old), fieldWords(field)];
    if (before === undefined)
      return [
        {
          part: 'field',
          about: field.name,
          said: labelled(text('新增客户字段', 'new customer field'), after),
        },
      ];
    if (isSameText(before, after)) return [];
    return [
      { part: 'field', about: field.name, said: changed(text('客户字段', 'customer field'), before, after) },
    ];
  });
  const gone = [...from.values()].filter(({ id }) => !to.has(id));
  return [
    ...changes,
    ...gone.map(
      (field): Change => ({
        part: 'field',
        about: field.name,
        said: text('取消客户字段', 'customer field dropped'),
      }),
    ),
  ];
}

const types: Readonly<Record<FieldType, Text>> = {
  text: text('文本', 'text'),
  number: text('数字', 'number'),
  money: text('金额', 'money'),
  date: text('日期', 'date'),
  choice: text('单选', 'choice'),
  'multi-choice': text('多选', 'multi-choice'),
  'yes-no': text('是/否', 'yes/no'),
  phone: text('电话', 'phone'),
  email: text('邮箱', 'e-mail'),
};

function fieldWords({ name, type, choices, sealed }: Field): Text {
  const among = choices.length === 0 ? same('') : text(`：${choices.join('、')}`, `: ${choices.join(', ')}`);
  const kept = sealed ? text('，加密保存', ', sealed') : same('');
  return text(
    `${name.zh}（${types[type].zh}${among.zh}${kept.zh}）`,
    `${name.en} (${types[type].en}${among.en}${kept.en})`,
  );
}
