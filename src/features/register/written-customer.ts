import { decimalText, fraction, fractionText } from '../../domain/exact.ts';
import type { Field } from '../../domain/field.ts';
import { QUANTITY_SCALE } from '../../domain/order.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { readAmount, readQuantity } from '../../domain/tidy/read-amount.ts';
import { readChoice } from '../../domain/tidy/read-choice.ts';
import { readMoment } from '../../domain/tidy/read-moment.ts';
import { readCustomerId, readText } from '../../domain/tidy/read-text.ts';
import { readYesNo } from '../../domain/tidy/read-yes-no.ts';
import { type Reading, read } from '../../domain/tidy/reading.ts';
import { isMasked } from '../contacts/mask.ts';
import type { CustomerColumn } from './record-customers.ts';
import { type WrittenIn, writtenValues } from './written-values.ts';

/** The values of a customer that a request speaks of; null clears. */
export interface ReadValues {
  readonly columns: Readonly<Partial<Record<CustomerColumn, string | null>>>;
  /** By field. */
  readonly custom: Readonly<Record<string, string | null>>;
}

export interface ReadCustomer extends ReadValues {
  readonly externalId: string;
}

/** The members of a customer in a request and the columns they are kept in. */
const customerMembers: Readonly<Record<string, CustomerColumn>> = {
  name: 'name',
  gender: 'gender',
  birthday: 'birthday',
  phone: 'phone',
  email: 'email',
  region: 'region',
  address: 'address',
  idNumber: 'id_number',
  occupation: 'occupation',
  company: 'company',
  source: 'source',
  channel: 'channel',
  store: 'store',
  owner: 'owner',
  referredBy: 'referred_by',
  registeredAt: 'registered_day',
};
const days: ReadonlySet<string> = new Set(['birthday', 'registeredAt']);
const contacts: ReadonlySet<string> = new Set(['phone', 'email', 'address', 'idNumber']);

/** What customers are read with: the business's money and clock, and its own fields. */
export interface CustomerForm extends WrittenIn {
  readonly fields: readonly Field[];
}

/** Reads one customer of a request, or gives everything that is wrong. */
export function readCustomer(
  given: unknown,
  path: string,
  form: CustomerForm,
): ReadCustomer | readonly Problem[] {
  const problems: Problem[] = [];
  const known = ['externalId', ...Object.keys(customerMembers), 'custom'];
  const values = readMembers(given, path, known, form, problems);
  const externalId = writtenValues(given, path, known, []).read('externalId', readCustomerId);
  if (externalId === null && problems.length === 0) {
    const [zh, en] = ['请写明客户编号', "say the customer's id"];
    problems.push(problem('missing', `${path}.externalId`, zh, en));
  }
  return problems.length > 0 || externalId === null ? problems : { externalId, ...values };
}

/** Reads changes of one customer, or gives everything that is wrong. */
export function readChanges(given: unknown, form: CustomerForm): ReadValues | readonly Problem[] {
  const problems: Problem[] = [];
  const values = readMembers(given, '', [...Object.keys(customerMembers), 'custom'], form, problems);
  return problems.length > 0 ? problems : values;
}

function readMembers(
  given: unknown,
  path: string,
  known: readonly string[],
  form: CustomerForm,
  problems: Problem[],
): ReadValues {
  const values = writtenValues(given, path, known, problems);
  const place = (key: string): string => (path === '' ? key : `${path}.${key}`);
  if (known.includes('externalId')) values.read('externalId', readCustomerId);
  const columns = Object.entries(customerMembers)
    .filter(([key]) => values.has(key))
    .map(([key, column]) => {
      const value = values.read(key, days.has(key) ? dayReader(form) : readText);
      if (contacts.has(key)) refuseMasked(value, place(key), problems);
      return [column, value] as const;
    });
  const custom = values.has('custom')
    ? readCustom(values.given('custom'), place('custom'), form, problems)
    : {};
  return { columns: Object.fromEntries(columns), custom };
}

/** What lists show would overwrite what it stands for. */
function refuseMasked(value: string | null, path: string, problems: Problem[]): void {
  if (value === null || !isMasked(value)) return;
  const zh = '这是打了码的内容；请写完整，或不写这一项';
  const en = 'this is masked; write all of it, or leave it out';
  problems.push(problem('masked-value', path, zh, en));
}

function readCustom(
  given: unknown,
  path: string,
  form: CustomerForm,
  problems: Problem[],
): Record<string, string | null> {
  const { fields } = form;
  const ids = fields.map(({ id }) => id);
  const values = writtenValues(withWords(given, fields), path, ids, problems);
  const read = fields
    .filter(({ id }) => values.has(id))
    .map((field) => {
      const value = values.read(field.id, customReader(field, form));
      if (field.sealed) refuseMasked(value, `${path}.${field.id}`, problems);
      return [field.id, value] as const;
    });
  return Object.fromEntries(read);
}

/** Yes and no may be written as true and false. */
function withWords(given: unknown, fields: readonly Field[]): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  const ticked = new Set(fields.filter(({ type }) => type === 'yes-no').map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(given).map(([id, value]) => [
      id,
      typeof value === 'boolean' && ticked.has(id) ? (value ? 'yes' : 'no') : (value as unknown),
    ]),
  );
}

type TextReader = (raw: string) => Reading<string | null>;

function dayReader({ timeZone }: WrittenIn): TextReader {
  return (raw) => mapped(readMoment(raw, timeZone), ({ day }) => day);
}

/** As files are read: numbers and money are kept as decimals. */
function customReader({ type, choices }: Field, form: CustomerForm): TextReader {
  const { decimals, currency } = form;
  switch (type) {
    case 'number':
      return (raw) =>
        mapped(readQuantity(raw), (units) =>
          fractionText(fraction(units, 10n ** BigInt(QUANTITY_SCALE)), QUANTITY_SCALE),
        );
    case 'money':
      return (raw) =>
        mapped(readAmount(raw, decimals, currency), (units) => decimalText({ units, scale: decimals }));
    case 'date':
      return dayReader(form);
    case 'yes-no':
      return readYesNo;
    case 'choice':
      return choices.length > 0 ? (raw) => readChoice(raw, choices) : readText;
    default:
      return readText;
  }
}

function mapped<T>(reading: Reading<T | null>, change: (value: T) => string): Reading<string | null> {
  if (!reading.ok) return reading;
  return read(reading.value === null ? null : change(reading.value), reading.tidied);
}
