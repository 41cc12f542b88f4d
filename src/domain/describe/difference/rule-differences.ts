import type { Condition, Operator } from '../../condition.ts';
import type { Scheme } from '../../scheme.ts';
import { type Text, text } from '../../text.ts';
import { describeCondition, subjectWords } from '../describe-condition.ts';
import { became } from './change.ts';
import { membersOf, ruleText } from './same-rule.ts';

interface Ruled {
  readonly rule: Condition;
  readonly scheme: Scheme;
}

/** What has changed from one rule to another, each condition by itself where that can be told; nothing where they say the same. */
export function ruleDifferences(old: Ruled, next: Ruled): Text[] {
  if (ruleText(old.rule) === ruleText(next.rule)) return [];
  const joint = jointOf(old.rule, next.rule);
  if (joint === null) return [became(said(old), said(next))];
  const [gone, come] = leftOver(membersOf(old.rule, joint), membersOf(next.rule, joint));
  const lines: Text[] = [];
  const lost: Condition[] = [];
  for (const rule of gone) {
    const place = placeOf(rule, come);
    const [other] = place < 0 ? [] : come.splice(place, 1);
    if (other === undefined) lost.push(rule);
    else lines.push(moved({ ...old, rule }, { ...next, rule: other }));
  }
  const [was, is] = [lost.map((rule) => said({ ...old, rule })), come.map((rule) => said({ ...next, rule }))];
  const [only, instead] = [was[0], is[0]];
  if (only !== undefined && instead !== undefined && was.length + is.length === 2) {
    return [...lines, became(only, instead)];
  }
  return [...lines, ...was.map((each) => taken(each, joint)), ...is.map((each) => added(each, joint))];
}

/** How both rules join their conditions; null where they do it in different ways. */
function jointOf(old: Condition, next: Condition): 'all' | 'any' | null {
  for (const joint of ['all', 'any'] as const) {
    const counts = [old, next].map((rule) => membersOf(rule, joint).length);
    const alone = [old, next].every((rule) => membersOf(rule, joint === 'all' ? 'any' : 'all').length === 1);
    if (alone && (joint === 'all' || Math.max(...counts) > 1)) return joint;
  }
  return null;
}

/** The conditions that only one of both has. */
function leftOver(old: readonly Condition[], next: readonly Condition[]): [Condition[], Condition[]] {
  const [before, after] = [new Set(old.map(ruleText)), new Set(next.map(ruleText))];
  return [
    old.filter((rule) => !after.has(ruleText(rule))),
    next.filter((rule) => !before.has(ruleText(rule))),
  ];
}

/** Where among others the one stands that bounds the same subject on the same side, or else says anything of it. */
function placeOf(rule: Condition, others: readonly Condition[]): number {
  if (rule.kind !== 'test') return -1;
  const same = others.findIndex(
    (other) => subjectOf(other) === subjectOf(rule) && sideOf(other) === sideOf(rule),
  );
  return same >= 0 ? same : others.findIndex((other) => subjectOf(other) === subjectOf(rule));
}

const sides: Partial<Record<Operator, 'lower' | 'upper'>> = {
  ...{ atLeast: 'lower', over: 'lower', after: 'lower' },
  ...{ atMost: 'upper', under: 'upper', before: 'upper' },
};

function sideOf(rule: Condition): string {
  const ops = rule.kind === 'test' ? rule.tests.map(({ op }) => sides[op] ?? op) : [];
  return ops.join(' ');
}

function subjectOf(rule: Condition): string | null {
  return rule.kind === 'test' ? `${rule.subject.kind} ${rule.subject.id}` : null;
}

function said({ rule, scheme }: Ruled): Text {
  return describeCondition(rule, scheme);
}

/** With the name of what it is about once: `total spend ≥ ¥5,000 → ≥ ¥6,000`. */
function moved(old: Ruled, next: Ruled): Text {
  const [before, after] = [said(old), said(next)];
  const nameIn = ({ rule, scheme }: Ruled): Text =>
    rule.kind === 'test' ? subjectWords(rule.subject, scheme).name : text('', '');
  const [oldName, name] = [nameIn(old), nameIn(next)];
  const rest = (lang: 'zh' | 'en'): string =>
    oldName[lang] === name[lang] && after[lang].startsWith(name[lang])
      ? after[lang].slice(name[lang].length).trim()
      : after[lang];
  return became(before, text(rest('zh'), rest('en')));
}

function added({ zh, en }: Text, joint: 'all' | 'any'): Text {
  return joint === 'all'
    ? text(`新增条件：${zh}`, `also needed now: ${en}`)
    : text(`新增一种达标方式：${zh}`, `now also reached by: ${en}`);
}

function taken({ zh, en }: Text, joint: 'all' | 'any'): Text {
  return joint === 'all'
    ? text(`取消条件：${zh}`, `not needed any more: ${en}`)
    : text(`取消一种达标方式：${zh}`, `not reached any more by: ${en}`);
}
