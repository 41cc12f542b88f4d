import { dayOf } from '../../domain/calendar.ts';
import { BETWEEN_CHOICES } from '../../domain/choices.ts';
import { type Problem, problem } from '../../domain/problem.ts';
import { type Text, text } from '../../domain/text.ts';
import { comparedPhone, isMasked } from '../contacts/mask.ts';
import { type CustomerForm, type ReadValues, readChanges } from '../register/written-customer.ts';
import { type AskableField, askableFields } from './askable-fields.ts';
import type { AskedField, Form } from './form.ts';

/** What somebody wrote, by field; several choices as a list. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** A field that a form asks for, with what is known of it. */
export interface FormField extends AskedField {
  readonly known: AskableField;
}

const LONGEST = 500;

/** The fields that a form asks for and that there still are. */
export function fieldsOf({ fields }: Pick<Form, 'fields'>, { fields: custom }: CustomerForm): FormField[] {
  const known = new Map(askableFields(custom).map((each) => [each.field, each]));
  return fields.flatMap((asked) => {
    const field = known.get(asked.field);
    return field === undefined ? [] : [{ ...asked, known: field }];
  });
}

/** The values of what was answered, or everything that is wrong with it, by field. What was left empty is in neither. */
export function readAnswers(
  answers: Answers,
  asked: readonly FormField[],
  form: CustomerForm,
  now: number,
): ReadValues | readonly Problem[] {
  const problems: Problem[] = [];
  const own: Record<string, string> = {};
  const custom: Record<string, string> = {};
  for (const { field, required, known } of asked) {
    const given = answers[field] ?? '';
    const parts = (typeof given === 'string' ? [given] : given).map((part) => part.trim());
    const filled = parts.filter((part) => part !== '');
    const value = filled.join(BETWEEN_CHOICES);
    if (value === '') {
      if (required) problems.push(problem('missing', field, '这一项必填', 'this has to be filled in'));
      continue;
    }
    const wrong = wrongWith(known, filled, value);
    if (wrong !== null) problems.push({ code: 'bad-answer', path: field, message: wrong });
    else if (field.startsWith('custom.')) custom[known.id] = value;
    else own[field] = value;
  }
  const read = readChanges(Object.keys(custom).length > 0 ? { ...own, custom } : own, form);
  if (!('columns' in read)) return [...problems, ...read];
  const { birthday } = read.columns;
  if (birthday !== undefined && birthday !== null && birthday > dayOf(now, form.timeZone)) {
    problems.push({
      code: 'bad-answer',
      path: 'birthday',
      message: text('生日在今天之后', 'the birthday is yet to come'),
    });
  }
  return problems.length > 0 ? problems : read;
}

function wrongWith(
  { id, type, choices }: AskableField,
  filled: readonly string[],
  value: string,
): Text | null {
  if ([...value].length > LONGEST) return text(`最多 ${LONGEST} 个字`, `write at most ${LONGEST} characters`);
  if (id === 'phone' || type === 'phone') {
    const digits = comparedPhone(value);
    const isPhone =
      /^[\d\s()+.–-]+$/.test(value.normalize('NFKC')) && digits.length >= 5 && digits.length <= 15;
    return isPhone || isMasked(value)
      ? null
      : text('请写完整的电话号码，例如 13800138000', 'write the whole phone number, such as 13800138000');
  }
  if (id === 'email' || type === 'email') {
    return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)
      ? null
      : text(
          '请写完整的电子邮箱，例如 name@example.com',
          'write the whole e-mail address, such as name@example.com',
        );
  }
  if ((type === 'choice' || type === 'multi-choice') && choices.length > 0) {
    return filled.every((part) => choices.includes(part)) && (type === 'multi-choice' || filled.length <= 1)
      ? null
      : text(`请从列出的选项中选择：${choices.join('、')}`, `choose from the list: ${choices.join(', ')}`);
  }
  return null;
}
