import { sql } from 'kysely';
import { orderStatuses } from '../../domain/order.ts';
import { pointKinds } from '../../domain/points.ts';
import type { DecimalSign } from '../../domain/tidy/decimal.ts';
import { maskedPattern } from '../../domain/tidy/masked.ts';
import { type PackedAddress, unpackAddress } from '../../domain/tidy/packed-address.ts';
import { readAmount, readQuantity } from '../../domain/tidy/read-amount.ts';
import { readChoice } from '../../domain/tidy/read-choice.ts';
import { readCurrency } from '../../domain/tidy/read-currency.ts';
import { readMoment } from '../../domain/tidy/read-moment.ts';
import { readPhone } from '../../domain/tidy/read-phone.ts';
import { readPointKind } from '../../domain/tidy/read-point-kind.ts';
import { readRating } from '../../domain/tidy/read-rating.ts';
import {
  readDirection,
  readRefundState,
  readSettledKind,
  readSettledRemark,
} from '../../domain/tidy/read-settled.ts';
import { readStatus } from '../../domain/tidy/read-status.ts';
import {
  MOBILE_DIGITS,
  placeholders,
  readCustomerId,
  readId,
  readText,
  spelledMobile,
} from '../../domain/tidy/read-text.ts';
import { readYesNo } from '../../domain/tidy/read-yes-no.ts';
import { type Reading, read, reject } from '../../domain/tidy/reading.ts';
import type { DayOrder } from '../../domain/tidy/written-day.ts';
import type { Expression } from '../../sql/expression.ts';

/** What the values of one import are read with. */
export interface ReadingContext {
  readonly currency: string;
  readonly decimals: number;
  readonly timeZone: string;
  /** How to read 3/4/2026; without it such dates are rejected. */
  readonly dayOrder: DayOrder | undefined;
  /** What sets off decimals; each file is looked at for itself. */
  readonly sign: DecimalSign;
}

export type ValueKind =
  | 'id'
  | 'order-id'
  | 'text'
  | 'amount'
  | 'price'
  | 'quantity'
  | 'rating'
  | 'number'
  | 'moment'
  | 'time'
  | 'status'
  | 'point-kind'
  | 'yes-no'
  | 'choice'
  | 'currency'
  | 'phone'
  | SettledWord
  | PackedKind;

/** What the words of a settlement mean; none of them is unreadable. */
export type SettledWord = 'settled-kind' | 'settled-remark' | 'money-direction' | 'refund-state';

/** A part of an address that a name and a phone stand in as well. */
export type PackedKind = 'packed-name' | 'packed-phone' | 'packed-address';

/**
 * How one kind of value is read: `clean` takes values in canonical form at the speed of the engine and gives
 * null for the rest, `messy` is the meaning and reads everything else. `choices` are those of a choice.
 */
export interface ValueReader {
  readonly type: 'text' | 'bigint' | 'date';
  readonly clean: (cell: Expression, context: ReadingContext, choices: readonly string[]) => Expression;
  /** Takes plain whole numbers first, which are much cheaper to group by than text. */
  readonly number?: (cell: Expression) => Expression;
  /** True where a value was clean but not canonical; it counts as tidied. */
  readonly odd?: (cell: Expression) => Expression;
  readonly messy: (
    raw: string,
    context: ReadingContext,
    choices: readonly string[],
  ) => Reading<string | bigint | null>;
}

/** Blanks, quotes and signs at the ends, control characters, and numbers that a spreadsheet has shortened. */
const messyText = String.raw`[\x00-\x1f\x7f\x{2028}]|^[\s\p{Z}\p{Cf}='"]|[\s\p{Z}\p{Cf}"]$|^-?[0-9](\.[0-9]+)?[eE]\+?[0-9]+$`;

/** The same, and what is masked or names no customer in particular. */
const messyCustomer = `${messyText}|${maskedPattern}|[０-９]|(?i)^(${placeholders.map(escaped).join('|')})$`;

function escaped(word: string): string {
  return word.replace(/[/#-]/g, (sign) => `\\${sign}`);
}

/** Whether a text has to be tidied. */
export function isMessyText(cell: Expression): Expression {
  return sql`(regexp_matches(${cell}, ${sql.lit(messyText)}) or length(${cell}) > 200)`;
}

function cleanCustomer(cell: Expression): Expression {
  const isMobile = sql`(length(${cell}) > ${sql.lit(MOBILE_DIGITS)} and regexp_matches(${cell}, ${sql.lit(spelledMobile)}))`;
  return sql`case when (regexp_matches(${cell}, ${sql.lit(messyCustomer)}) or length(${cell}) > 200 or ${isMobile})
    then null else ${cell} end`;
}

function cleanText(cell: Expression): Expression {
  return sql`case when ${isMessyText(cell)} then null else ${cell} end`;
}

/**
 * A number with at most `decimals` decimals as an integer of that many; small enough not to overflow. Only whole
 * numbers where a point may not be the decimal one.
 */
function cleanNumber(cell: Expression, decimals: number, sign: DecimalSign): Expression {
  const whole = 13 - decimals;
  const form =
    decimals === 0 || sign !== 'point'
      ? `-?[0-9]{1,${whole}}`
      : `-?[0-9]{1,${whole}}(\\.[0-9]{1,${decimals}})?`;
  // Beyond four decimals the product would not fit in 18 digits.
  const type = sql.raw(`decimal(${decimals <= 4 ? 18 : 38}, ${decimals})`);
  const power = sql.lit(10 ** decimals);
  return sql`case when regexp_full_match(${cell}, ${sql.lit(form)}) then cast(cast(${cell} as ${type}) * ${power} as bigint) end`;
}

const time = '([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?';
const canonicalDay = `(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?)?`;
const slashedDay = `(19|20|21)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}( ${time})?`;
const chineseDay = `(19|20|21)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日( ?${time})?`;

/** Patterns of the two usual forms first: they cost half of a regular expression, and the cast checks the rest. */
function cleanDay(cell: Expression): Expression {
  const slashed = sql`replace(replace(split_part(${cell}, ' ', 1), '/', '-'), '.', '-')`;
  const chinese = sql`replace(replace(split_part(${cell}, '日', 1), '年', '-'), '月', '-')`;
  return sql`case
    when ${cell} like '____-__-__ __:__:__' and ${cell} >= '19' and ${cell} < '22'
      then cast(try_cast(${cell} as timestamp) as date)
    when ${cell} like '____-__-__' and ${cell} >= '19' and ${cell} < '22' then try_cast(${cell} as date)
    when regexp_full_match(${cell}, ${sql.lit(canonicalDay)}) then try_cast(left(${cell}, 10) as date)
    when regexp_full_match(${cell}, ${sql.lit(slashedDay)}) then try_cast(${slashed} as date)
    when regexp_full_match(${cell}, ${sql.lit(chineseDay)}) then try_cast(${chinese} as date) end`;
}

/** `HH:MM:SS` of what `cleanDay` takes; empty where it has no time. */
function cleanTime(cell: Expression): Expression {
  const written = sql`trim(case when contains(${cell}, '日') then split_part(${cell}, '日', 2) else substring(${cell}, 12) end)`;
  const slashed = sql`split_part(${cell}, ' ', 2)`;
  return sql`case
    when ${cell} like '____-__-__ __:__:__' and ${cell} >= '19' and ${cell} < '22'
      then cast(cast(try_cast(${cell} as timestamp) as time) as text)
    when ${cell} like '____-__-__' then ''
    when regexp_full_match(${cell}, ${sql.lit(`${canonicalDay}|${chineseDay}`)}) then ${wholeTime(written)}
    when regexp_full_match(${cell}, ${sql.lit(slashedDay)}) then ${wholeTime(slashed)} end`;
}

/** `9:05` as `09:05:00`. */
function wholeTime(time: Expression): Expression {
  const part = (n: number): Expression => sql`lpad(split_part(${time}, ':', ${sql.lit(n)}), 2, '0')`;
  return sql`case when ${time} = '' then '' else ${part(1)} || ':' || ${part(2)} || ':' || ${part(3)} end`;
}

const nothing = (): Expression => sql`cast(null as text)`;

/** A list in IN would become a join, and through a join the engine loses the order of the file's rows. */
function oneOf(cell: Expression, words: readonly string[]): Expression {
  const cases = words.map((word) => sql`when ${sql.lit(word)} then ${sql.lit(word)}`);
  return sql`case ${cell} ${sql.join(cases, sql` `)} end`;
}

/** Reads what a packed address has of something; what is no such address has nothing of it. */
function packed(part: (address: PackedAddress) => Reading<string | null>): ValueReader {
  const messy = (raw: string): Reading<string | null> => {
    const found = unpackAddress(raw);
    return found === null ? read(null) : part(found);
  };
  return { type: 'text', clean: nothing, messy };
}

const quantity: ValueReader = {
  type: 'bigint',
  clean: (cell, { sign }) => cleanNumber(cell, 6, sign),
  messy: (raw, { sign }) => readQuantity(raw, sign),
};

export const valueReaders: Readonly<Record<ValueKind, ValueReader>> = {
  id: { type: 'text', clean: cleanCustomer, messy: readCustomerId },
  'order-id': {
    type: 'text',
    // Only plain digits come back from a number as they were written.
    number: (cell) => sql`case when ${cell} >= '1' and cast(try_cast(${cell} as bigint) as text) = ${cell}
      then try_cast(${cell} as bigint) end`,
    clean: cleanText,
    messy: readId,
  },
  text: { type: 'text', clean: cleanText, messy: readText },
  amount: {
    type: 'bigint',
    clean: (cell, { decimals, sign }) => cleanNumber(cell, decimals, sign),
    messy: (raw, { decimals, currency, sign }) => readAmount(raw, decimals, currency, sign),
  },
  /** A unit price may be finer than the currency: millionths. */
  price: {
    type: 'bigint',
    clean: (cell, { sign }) => cleanNumber(cell, 6, sign),
    messy: (raw, { currency, sign }) => readAmount(raw, 6, currency, sign),
  },
  quantity,
  /** A rating below zero is none. */
  rating: {
    type: 'bigint',
    clean: (cell, { sign }) => sql`case when ${cell} not like '-%' then ${cleanNumber(cell, 6, sign)} end`,
    messy: (raw, { sign }) => readRating(raw, sign),
  },
  number: quantity,
  moment: {
    type: 'date',
    clean: cleanDay,
    odd: (cell) => sql`${cell} not like '____-__-__%'`,
    messy: (raw, { timeZone, dayOrder }) => {
      const reading = readMoment(raw, timeZone, dayOrder);
      return reading.ok ? read(reading.value?.day ?? null, reading.tidied) : reading;
    },
  },
  /** The time of day of a cell whose day is read as a moment; empty where it has none. */
  time: {
    type: 'text',
    clean: cleanTime,
    messy: (raw, { timeZone, dayOrder }) => {
      const reading = readMoment(raw, timeZone, dayOrder);
      return reading.ok ? read(reading.value?.time ?? '') : reading;
    },
  },
  status: {
    type: 'text',
    clean: (cell) => oneOf(cell, orderStatuses),
    messy: readStatus,
  },
  'point-kind': { type: 'text', clean: (cell) => oneOf(cell, pointKinds), messy: readPointKind },
  'settled-kind': { type: 'text', clean: nothing, messy: readSettledKind },
  'settled-remark': { type: 'text', clean: nothing, messy: readSettledRemark },
  'money-direction': { type: 'text', clean: nothing, messy: readDirection },
  'refund-state': { type: 'text', clean: nothing, messy: readRefundState },
  'yes-no': { type: 'text', clean: nothing, messy: readYesNo },
  choice: {
    type: 'text',
    clean: (cell, _, choices) =>
      sql`case ${cell} ${sql.join(
        choices.map((choice) => sql`when ${choice} then ${cell}`),
        sql` `,
      )} end`,
    messy: (raw, _, choices) => readChoice(raw, choices),
  },
  phone: {
    type: 'text',
    clean: (cell) => sql`case when regexp_full_match(${cell}, '1[3-9][0-9]{9}') then '+86' || ${cell} end`,
    messy: readPhone,
  },
  'packed-name': packed(({ name }) => readText(name)),
  'packed-phone': packed(({ phone }) => readPhone(phone)),
  'packed-address': {
    type: 'text',
    clean: nothing,
    messy: (raw) => {
      const found = unpackAddress(raw);
      return found === null ? readText(raw) : read(found.address, ['packed-address']);
    },
  },
  currency: {
    type: 'text',
    clean: nothing,
    messy: (raw, { currency }) => {
      const reading = readCurrency(raw);
      return reading.ok && reading.value !== null && reading.value !== currency
        ? reject('currency-other')
        : reading;
    },
  },
};
