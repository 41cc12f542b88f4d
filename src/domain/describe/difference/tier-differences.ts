import type { Condition } from '../../condition.ts';
import type { Scheme, Tier } from '../../scheme.ts';
import { type Text, text } from '../../text.ts';
import { describeBenefit } from '../describe-benefit.ts';
import { describeCondition } from '../describe-condition.ts';
import { describeTier } from '../describe-tier.ts';
import { joined } from '../joining.ts';
import { benefitDifferences } from './benefit-differences.ts';
import { type Change, isSameText, labelled, renamed } from './change.ts';
import { ruleDifferences } from './rule-differences.ts';
import { ruleText } from './same-rule.ts';

/** Tiers that are new, gone, at another place or otherwise than before, the highest first. */
export function tierDifferences(from: Scheme, to: Scheme): Change[] {
  const inPlace = unmoved(from, to);
  const present = to.tiers.map((tier, place) => {
    const old = from.tiers.find(({ id }) => id === tier.id);
    if (old === undefined) return [newTier(tier, place, to)];
    const moved = inPlace.has(tier.id) ? [] : [movedTier(tier, place, to)];
    return [...moved, ...changesOf(old, tier, from, to)];
  });
  const gone = from.tiers.filter(({ id }) => !to.tiers.some((tier) => tier.id === id));
  return [...present.toReversed().flat(), ...gone.toReversed().map((tier) => droppedTier(tier, from))];
}

/** The ids of those that stand in the same order as before: as many as can. */
function unmoved(from: Scheme, to: Scheme): ReadonlySet<string> {
  const ids = to.tiers.map(({ id }) => id).filter((id) => from.tiers.some((tier) => tier.id === id));
  const before = ids.map((id) => from.tiers.findIndex((tier) => tier.id === id));
  const best: string[][] = [];
  for (const [at, id] of ids.entries()) {
    const below = best.filter((_, index) => (before[index] ?? 0) < (before[at] ?? 0));
    best.push([...longest(below), id]);
  }
  return new Set(longest(best));
}

function longest(runs: readonly string[][]): string[] {
  return runs.reduce((a, b) => (b.length > a.length ? b : a), []);
}

function newTier(tier: Tier, place: number, scheme: Scheme): Change {
  const at = above(place, scheme);
  const what =
    at === null
      ? text('新增等级，在最低一级', 'new tier, the lowest')
      : text(`新增等级，在“${at.zh}”之上`, `new tier, above “${at.en}”`);
  return { part: 'tier', about: tier.name, said: labelled(what, wholeTier(tier, scheme)) };
}

function movedTier(tier: Tier, place: number, scheme: Scheme): Change {
  const at = above(place, scheme);
  const said =
    at === null
      ? text('移到最低一级', 'moved to the lowest place')
      : text(`移到“${at.zh}”之上`, `moved above “${at.en}”`);
  return { part: 'tier', about: tier.name, said };
}

function droppedTier(tier: Tier, scheme: Scheme): Change {
  const said = labelled(text('取消等级', 'tier dropped'), wholeTier(tier, scheme));
  return { part: 'tier', about: tier.name, said };
}

function above(place: number, { tiers }: Scheme): Text | null {
  return tiers[place - 1]?.name ?? null;
}

/** Its rules and benefits. */
function wholeTier(tier: Tier, scheme: Scheme): Text {
  const rules = describeTier(tier, scheme);
  if (tier.benefits.length === 0) return rules;
  const list = joined(
    tier.benefits.map((benefit) => describeBenefit(benefit, scheme)),
    text('、', ', '),
  );
  return text(`${rules.zh}；权益：${list.zh}`, `${rules.en}; benefits: ${list.en}`);
}

function changesOf(old: Tier, tier: Tier, from: Scheme, to: Scheme): Change[] {
  const about = tier.name;
  const name: Change[] = isSameText(old.name, tier.name)
    ? []
    : [{ part: 'tier', about, said: labelled(text('改名', 'renamed'), renamed(old.name, tier.name)) }];
  const when = whenChanges(old.when, tier.when, from, to);
  const keep = keepChanges(old.keep, tier.keep, from, to);
  const benefits = benefitDifferences(old.benefits, tier.benefits, from, to);
  return [
    ...name,
    ...when.map((said): Change => ({ part: 'rule', about, said })),
    ...keep.map((said): Change => ({ part: 'keep', about, said })),
    ...benefits.map((said): Change => ({ part: 'benefit', about, said })),
  ];
}

/** Only the base tier has no rule. */
function whenChanges(old: Condition | null, next: Condition | null, from: Scheme, to: Scheme): Text[] {
  if (old !== null && next !== null) {
    return ruleDifferences({ rule: old, scheme: from }, { rule: next, scheme: to });
  }
  if (old !== null) {
    const said = describeCondition(old, from);
    return [
      text(
        `成为基础等级，人人都有（原条件：${said.zh}）`,
        `everybody has it now (was reached by: ${said.en})`,
      ),
    ];
  }
  return next === null
    ? []
    : [
        labelled(
          text('不再是基础等级，条件', 'not everybody’s any more, reached by'),
          describeCondition(next, to),
        ),
      ];
}

function keepChanges(old: Condition | null, next: Condition | null, from: Scheme, to: Scheme): Text[] {
  if (old !== null && next !== null) {
    if (ruleText(old) === ruleText(next)) return [];
    const lines = ruleDifferences({ rule: old, scheme: from }, { rule: next, scheme: to });
    return lines.map((said) => labelled(text('保级', 'to keep it'), said));
  }
  if (next !== null) {
    return [labelled(text('新增保级条件', 'is also kept by now'), describeCondition(next, to))];
  }
  return old === null
    ? []
    : [labelled(text('取消保级条件', 'is not kept any more by'), describeCondition(old, from))];
}
