import {
  type Agreement,
  agreements,
  type Difference,
  differences,
  LEAST_POINTS,
  MOST_OF_NAME,
  MOST_WITH_SAME,
} from '../../src/domain/duplicates/evidence.ts';
import { comparedContact, comparedPhone, isMasked } from '../../src/features/contacts/mask.ts';
import { comparedText } from '../../src/features/customers/search-text.ts';

/** A customer as somebody wrote it down. */
export interface Written {
  readonly external_id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly id_number: string | null;
  readonly birthday: string | null;
  readonly region: string | null;
  readonly registered_day: string | null;
  readonly gender: string | null;
  /** Membership numbers: one field in the open, one sealed. */
  readonly card: string | null;
  readonly union: string | null;
}

export interface ExpectedPair {
  readonly pair: string;
  readonly points: number;
  readonly facts: readonly string[];
  readonly against: readonly string[];
}

type Known = Readonly<Record<string, string | null>>;
const personal = ['phone', 'email', 'address', 'id_number', 'card', 'union'] as const;

/** The plain meaning of duplicates: everybody compared with everybody, in the order in which they were recorded. */
export function everyPair(
  written: readonly Written[],
  soundOf: (name: string) => string,
  members: ReadonlySet<string>,
): ExpectedPair[] {
  const raw = written.map((each) => knownOf(each, soundOf, members));
  const known = raw.map((each) => withoutShared(each, raw));
  const log = Math.round(10 * Math.log2(Math.max(2, written.length)));
  const pairs: ExpectedPair[] = [];
  known.forEach((a, i) => {
    known.slice(i + 1).forEach((b, offset) => {
      if (!isCandidate(a, b, known)) return;
      const { facts, against } = compare(a, b);
      const weight = (fact: string): number => {
        const { points, identifies } =
          agreements[(fact.startsWith('member.') ? 'member' : fact) as Agreement];
        return points + (identifies ? log : 0);
      };
      const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
      const points =
        -33 -
        log +
        sum(facts.map(weight)) +
        sum(against.map((each) => differences[each as Difference].points));
      const pair = `${written[i]?.external_id} ${written[i + 1 + offset]?.external_id}`;
      if (points >= LEAST_POINTS) pairs.push({ pair, points, facts, against });
    });
  });
  return pairs.toSorted((a, b) => b.points - a.points);
}

function knownOf(each: Written, soundOf: (name: string) => string, members: ReadonlySet<string>): Known {
  const contact = (column: 'phone' | 'email' | 'address' | 'id_number'): string | null => {
    const value = each[column];
    return value === null || isMasked(value) ? null : comparedContact(column, value);
  };
  const member = (id: 'card' | 'union'): string | null => {
    const value = members.has(id) ? each[id] : null;
    return value === null || isMasked(value) ? null : value;
  };
  const name = each.name === null ? '' : comparedText(each.name).replaceAll(' ', '');
  const isName = [...name].length > 1 && !name.includes('*');
  // So few digits are no number to be reached by.
  const phone = (each.phone ?? '').replace(/\D/g, '').length > 4 ? contact('phone') : null;
  return {
    ...{ phone, email: contact('email'), address: contact('address'), id_number: contact('id_number') },
    tail: phone === null || comparedPhone(phone).length < 4 ? null : comparedPhone(phone).slice(-4),
    ...{ name: isName ? name : null, sound: isName ? soundOf(each.name ?? '') : null },
    ...{ birthday: each.birthday, region: each.region, registered: each.registered_day, gender: each.gender },
    ...{ card: member('card'), union: member('union') },
  };
}

/** What too many have is nobody's, and the end of a shared phone neither. */
function withoutShared(each: Known, all: readonly Known[]): Known {
  const shared = personal.filter(
    (column) =>
      all.filter((other) => each[column] !== null && other[column] === each[column]).length > MOST_WITH_SAME,
  );
  const gone = [...shared, ...(shared.includes('phone') ? ['tail'] : [])];
  return { ...each, ...Object.fromEntries(gone.map((column) => [column, null])) };
}

function isCandidate(a: Known, b: Known, all: readonly Known[]): boolean {
  const agree = (x: Known, y: Known, columns: readonly string[]): boolean =>
    columns.every((column) => x[column] !== null && x[column] === y[column]);
  const alone = personal.filter((column) => column !== 'address').map((column) => [column]);
  const named = ['tail', 'address', 'region', 'registered', 'birthday'].map((column) => ['sound', column]);
  return [...alone, ...named].some(
    (columns) => agree(a, b, columns) && all.filter((each) => agree(a, each, columns)).length <= MOST_OF_NAME,
  );
}

function compare(a: Known, b: Known): { facts: string[]; against: string[] } {
  const facts: string[] = [];
  const against: string[] = [];
  const look = (column: string, differs: boolean, closer: string | null = null, as = column): void => {
    if (a[column] !== null && a[column] === b[column]) facts.push(as);
    else if (closer !== null && a[closer] !== null && a[closer] === b[closer]) facts.push(closer);
    else if (differs && a[column] !== null && b[column] !== null) against.push(as);
  };
  look('id_number', true);
  look('card', false, null, 'member.card');
  look('union', false, null, 'member.union');
  look('email', true);
  look('phone', true, 'tail');
  look('address', false);
  look('birthday', true);
  look('name', true, 'sound');
  look('registered', false);
  look('region', true);
  look('gender', true);
  return { facts, against };
}
