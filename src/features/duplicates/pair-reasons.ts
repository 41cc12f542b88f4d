import {
  type Agreement,
  agreementNames,
  agreementPoints,
  agreements,
  type Difference,
  differenceNames,
  differences,
} from '../../domain/duplicates/evidence.ts';
import type { Field } from '../../domain/field.ts';
import { type Text, text } from '../../domain/text.ts';
import { memberFact } from './find-pairs.ts';

/** Something that speaks for two customers being one, or against it. */
export interface PairReason {
  /** An agreement or a difference; `member.…` for a field of the business's own. */
  readonly id: string;
  readonly says: Text;
  /** In bits; below 0 against it. */
  readonly bits: number;
}

/** Everything by which pairs can be chosen. */
export function allReasons(members: readonly Field[]): { readonly id: string; readonly says: Text }[] {
  return agreementNames.flatMap((name) =>
    name === 'member'
      ? members.map((field) => ({ id: memberFact(field.id), says: saysMember(field.name) }))
      : [{ id: name, says: agreements[name].says }],
  );
}

/** What speaks for a pair as it was found in a register of so many customers, the strongest first, and what against it. */
export function reasonsOf(
  { facts, against }: { readonly facts: string; readonly against: string },
  members: readonly Field[],
  customers: number,
): { readonly reasons: PairReason[]; readonly against: PairReason[] } {
  const ids = facts.split(' ').map((fact) => fact.replace(/:\d+$/, ''));
  const reasons = ids.flatMap((id): PairReason[] => {
    const agreement = id.startsWith('member.') ? 'member' : agreementNames.find((name) => name === id);
    return agreement === undefined ? [] : [agreementReason(id, agreement, members, customers)];
  });
  const differing = differenceNames.filter((name) => against.split(' ').includes(name));
  return {
    reasons: reasons.toSorted((a, b) => b.bits - a.bits),
    against: differing.map(differenceReason),
  };
}

function agreementReason(
  id: string,
  agreement: Agreement,
  members: readonly Field[],
  customers: number,
): PairReason {
  const field = members.find((member) => memberFact(member.id) === id);
  const says = agreement === 'member' ? saysMember(field?.name) : agreements[agreement].says;
  return { id, says, bits: agreementPoints(agreement, customers) / 10 };
}

function differenceReason(id: Difference): PairReason {
  const { points, says } = differences[id];
  return { id, says, bits: points / 10 };
}

function saysMember(name: Text = text('会员号', 'membership number')): Text {
  const { zh, en } = agreements.member.says;
  return text(zh.replace('{{field}}', name.zh), en.replace('{{field}}', name.en));
}
