import { decimalText } from '../../domain/exact.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { readAmount } from '../../domain/tidy/read-amount.ts';
import { readCustomerId } from '../../domain/tidy/read-text.ts';
import { rejectText } from '../../domain/tidy/reading.ts';
import { isMasked } from '../contacts/mask.ts';
import type { WrittenIn } from '../register/written-values.ts';
import type { WrittenCustomer } from './brought.ts';
import { readPath, valueAt } from './json-path.ts';
import { sharesOf } from './shares.ts';
import type { SourceSettings } from './source-settings.ts';

/** A delivery about to be read. */
export interface Reading {
  /** What its header says it is about; blank where none does. */
  readonly topic: string;
  readonly document: unknown;
  readonly settings: SourceSettings;
  /** The business's money and clock. */
  readonly form: WrittenIn;
  /** Turns contact data into a text that tells nothing of it and is the same every time. */
  readonly blind: (contact: string) => string;
}

/** A line of an order with what it is worth beside the others. */
export interface WorthLine {
  readonly worth: bigint;
  readonly said: Readonly<Record<string, string | null>>;
}

/** Reads parts of a document and collects what is wrong, each with its place. */
export interface Reader {
  readonly problems: Problem[];
  /** A text or number as text; null where there is none. */
  readonly text: (path: string) => string | null;
  readonly list: (path: string) => readonly unknown[];
  /** In minor units; null where there is none. */
  readonly money: (path: string) => bigint | null;
  /** Milliseconds since 1970 of a moment with its zone; null where there is none. `zone` stands for one that is not written. */
  readonly moment: (path: string, zone?: string) => number | null;
  readonly say: (code: string, path: string, zh: string, en: string) => null;
  /** The same for a part of the document. */
  readonly within: (document: unknown, place: string) => Reader;
}

export function readerOf(document: unknown, form: WrittenIn, place = '', problems: Problem[] = []): Reader {
  const at = (path: string): string => (place === '' ? path : `${place}.${path}`);
  const value = (path: string): unknown => valueAt(document, readPath(path) ?? []);
  const say: Reader['say'] = (code, path, zh, en) => {
    // What is there and cannot be read is not missing as well.
    const isSaid = code === 'missing' && problems.some((each) => each.path === at(path));
    if (!isSaid) problems.push(problem(code, at(path), zh, en));
    return null;
  };
  const text: Reader['text'] = (path) => {
    const found = value(path);
    if (typeof found === 'number' || typeof found === 'bigint') return String(found);
    return typeof found === 'string' && found.trim() !== '' ? found : null;
  };
  return {
    problems,
    say,
    text,
    list: (path) => {
      const found = value(path);
      return Array.isArray(found) ? found : [];
    },
    money: (path) => {
      const written = text(path);
      if (written === null) return null;
      const reading = readAmount(written, form.decimals, form.currency);
      if (reading.ok) return reading.value;
      const { zh, en } = rejectText[reading.reason];
      return say(reading.reason, path, zh, en);
    },
    moment: (path, zone = '') => {
      const written = text(path);
      if (written === null) return null;
      const moment = Date.parse(zoned(written, zone));
      if (Number.isFinite(moment)) return moment;
      const [zh, en] = ['看不懂这个时间', 'this time cannot be read'];
      return say('date-unreadable', path, zh, en);
    },
    within: (part, name) => readerOf(part, form, at(name), problems),
  };
}

/** A moment with its zone: `2026-01-05 10:30:00` and `+08:00` → `2026-01-05T10:30:00+08:00`. */
export function zoned(written: string, zone: string): string {
  const iso = written.trim().replace(/^(\d{4}-\d\d-\d\d) (?=\d)/, '$1T');
  return /(?:Z|[+-]\d\d:?\d\d)$/i.test(iso) || !iso.includes('T') ? iso : `${iso}${zone}`;
}

/** Minor units as they are written in major ones. */
export function moneyOf({ decimals }: Pick<WrittenIn, 'decimals'>): (minor: bigint) => string {
  return (units) => decimalText({ units, scale: decimals });
}

/** The lines of an order with their shares of its amount. */
export function linesOf(
  total: bigint,
  lines: readonly WorthLine[],
  form: WrittenIn,
): { readonly lines?: readonly object[] } {
  if (lines.length === 0) return {};
  const shares = sharesOf(
    total,
    lines.map(({ worth }) => worth),
  );
  const money = moneyOf(form);
  return { lines: lines.map(({ said }, index) => ({ ...said, amount: money(shares[index] ?? 0n) })) };
}

/** A currency that is not the business's is a problem: amounts are not converted. */
export function checkCurrency(reader: Reader, path: string, { currency }: WrittenIn): void {
  const found = reader.text(path);
  if (found === null || found.toUpperCase() === currency) return;
  reader.say(
    'currency-other',
    path,
    `这里是 ${found}，本店按 ${currency} 记账；金额不会换算，请让对方用 ${currency} 推送`,
    `this is in ${found}, and the business keeps its books in ${currency}; amounts are not converted, so have it sent in ${currency}`,
  );
}

/** What there is of somebody. */
export interface Person {
  readonly id: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly name: string | null;
}

/**
 * Somebody as they are known here: by the number, e-mail or phone that the source is set to, else by what there is of them. A guest's e-mail
 * or phone is not written into the id. Null: nobody knows who it is.
 */
export function customerOf(
  person: Person,
  { settings, blind }: Pick<Reading, 'settings' | 'blind'>,
): WrittenCustomer | null {
  const [email, phone] = [person.email, person.phone].map((contact) =>
    contact === null || isMasked(contact) ? null : contact.trim(),
  ) as [string | null, string | null];
  const { customersBy, prefix } = settings;
  const number = person.id === null || isNobodys(person.id) ? null : `${prefix}${person.id}`;
  const contact = email?.toLowerCase() ?? phone;
  const guest = contact === null ? null : `${prefix}guest-${blind(contact)}`;
  const known = { id: null, email: email?.toLowerCase() ?? null, phone }[customersBy];
  const externalId = known ?? number ?? guest;
  if (externalId === null) return null;
  const named = person.name === null || isMasked(person.name) ? {} : { name: person.name };
  return { externalId, ...named, ...(phone !== null && { phone }), ...(email !== null && { email }) };
}

/** `散客`, `guest`, a masked id: as of many. */
function isNobodys(id: string): boolean {
  const reading = readCustomerId(id);
  return !reading.ok && (reading.reason === 'placeholder' || reading.reason === 'masked');
}

/** A name of parts; null where there is none. */
export function joinedName(...parts: readonly (string | null)[]): string | null {
  const known = parts.filter((part) => part !== null).map((part) => part.trim());
  // Chinese names are written without a blank, the family name first.
  const isChinese = known.every((part) => /^\p{Script=Han}+$/u.test(part));
  return known.length === 0 ? null : isChinese ? known.toReversed().join('') : known.join(' ');
}
