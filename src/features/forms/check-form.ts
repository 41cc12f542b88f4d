import { type Day, readDay } from '../../domain/calendar.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import type { Text } from '../../domain/text.ts';
import { readQuantity } from '../../domain/tidy/read-amount.ts';
import type { AskableField } from './askable-fields.ts';
import type { AskedField, FormKind, Purpose } from './form.ts';

/** A form as somebody writes it. A text in one language alone is said in both. */
export interface FormDraft {
  readonly kind: FormKind;
  readonly title: Text;
  readonly intro: Text;
  readonly fields: readonly AskedField[];
  readonly notice: Text;
  readonly purposes: readonly Purpose[];
  readonly store: string | null;
  readonly channel: string | null;
  readonly owner: string | null;
  /** Points, as written. */
  readonly reward: string | number | null;
  readonly endsOn: string | null;
  readonly open: boolean;
}

export interface CheckedForm extends Omit<FormDraft, 'reward' | 'endsOn'> {
  /** Millionths. */
  readonly reward: bigint | null;
  readonly endsOn: Day | null;
}

const LONGEST_TITLE = 100;
const LONGEST_TEXT = 5000;
const MOST_PURPOSES = 10;

/** The form as it is kept. Throws an InputError with everything that is wrong. */
export function checkForm(draft: FormDraft, askable: readonly AskableField[]): CheckedForm {
  const problems: Problem[] = [];
  const [title, intro, notice] = [bothOf(draft.title), bothOf(draft.intro), bothOf(draft.notice)];
  if (title.zh === '') problems.push(problem('missing', 'title', '请写标题', 'write a title'));
  if (notice.zh === '') problems.push(noticeMissing());
  for (const [path, written, most] of [
    ['title', title, LONGEST_TITLE],
    ['intro', intro, LONGEST_TEXT],
    ['notice', notice, LONGEST_TEXT],
  ] as const) {
    if (Math.max(...lengths(written)) > most) problems.push(tooLong(path, most));
  }
  const purposes = draft.purposes.map(({ name, required }) => ({ name: bothOf(name), required }));
  problems.push(...purposeProblems(purposes), ...fieldProblems(draft, askable));
  const reward = rewardOf(draft.reward, problems);
  const endsOn = draft.endsOn === null ? null : readDay(draft.endsOn);
  if (endsOn === undefined) {
    problems.push(badDay('endsOn'));
  }
  if (problems.length > 0) throw new InputError(problems);
  const fields = draft.fields.map(({ label, help, ...asked }) => ({
    ...{ field: asked.field, required: asked.required },
    ...{ label: orNull(label), help: orNull(help) },
  }));
  const [store, channel, owner] = [draft.store, draft.channel, draft.owner].map(blankIsNull);
  return {
    ...draft,
    ...{ title, intro, notice, purposes, fields, reward, endsOn: endsOn ?? null },
    ...{ store: store ?? null, channel: channel ?? null, owner: owner ?? null },
  };
}

function fieldProblems({ kind, fields }: FormDraft, askable: readonly AskableField[]): Problem[] {
  const problems: Problem[] = [];
  const known = new Set(askable.map(({ field }) => field));
  const seen = new Set<string>();
  if (fields.length === 0) {
    problems.push(
      problem('missing', 'fields', '请至少选一个要填的字段', 'choose at least one field to ask for'),
    );
  }
  for (const [index, { field, label, help }] of fields.entries()) {
    const path = `fields[${index}]`;
    if (!known.has(field)) {
      problems.push(problem('unknown-field', path, `没有字段“${field}”`, `there is no field “${field}”`));
    } else if (seen.has(field)) {
      problems.push(problem('field-twice', path, '这个字段选了两次', 'this field was chosen twice'));
    }
    seen.add(field);
    if (Math.max(...[label, help].flatMap((text) => (text === null ? [0] : lengths(text)))) > 500) {
      problems.push(tooLong(path, 500));
    }
  }
  const identifies = fields.some(
    ({ field, required }) => required && (field === 'phone' || field === 'email'),
  );
  if (kind === 'sign-up' && fields.length > 0 && !identifies) {
    problems.push(
      problem(
        'nobody-known',
        'fields',
        '登记表要能认出是谁：请让手机号或电子邮箱必填',
        'a sign-up form has to tell who it is: make the phone or the e-mail required',
      ),
    );
  }
  return problems;
}

function purposeProblems(purposes: readonly Purpose[]): Problem[] {
  const problems = purposes.flatMap(({ name }, index) => {
    const path = `purposes[${index}]`;
    if (name.zh === '') return [problem('missing', path, '请写明用途', 'say what for')];
    return Math.max(...lengths(name)) > 300 ? [tooLong(path, 300)] : [];
  });
  if (purposes.length === 0) {
    problems.push(
      problem(
        'missing',
        'purposes',
        '请至少写一个用途：收集个人信息前要说明用来做什么',
        'name at least one purpose: people have to be told what their data are for before they give them',
      ),
    );
  }
  if (purposes.length > MOST_PURPOSES) {
    const [zh, en] = [`最多 ${MOST_PURPOSES} 个用途`, `there may be ${MOST_PURPOSES} purposes at most`];
    problems.push(problem('too-many', 'purposes', zh, en));
  }
  return problems;
}

function rewardOf(written: string | number | null, problems: Problem[]): bigint | null {
  if (written === null || written === '') return null;
  const reading = readQuantity(String(written));
  if (reading.ok && reading.value !== null && reading.value > 0n) return reading.value;
  const [zh, en] = ['请写一个大于 0 的积分数，或留空', 'write a number of points above 0, or leave it empty'];
  problems.push(problem('bad-reward', 'reward', zh, en));
  return null;
}

/** Of a day that is none. */
export function badDay(path: string): Problem {
  return problem('bad-day', path, '请写成 2026-11-22', 'write it like 2026-11-22');
}

function noticeMissing(): Problem {
  return problem(
    'missing',
    'notice',
    '请写告知内容：谁收集、收集什么、保存多久、怎样撤回',
    'write the notice: who collects what, how long it is kept, and how to withdraw',
  );
}

function tooLong(path: string, most: number): Problem {
  return problem('too-long', path, `最多 ${most} 个字`, `write at most ${most} characters`);
}

function lengths({ zh, en }: Text): number[] {
  return [[...zh].length, [...en].length];
}

function bothOf({ zh, en }: Text): Text {
  const [one, other] = [zh.trim(), en.trim()];
  return { zh: one === '' ? other : one, en: other === '' ? one : other };
}

function orNull(written: Text | null): Text | null {
  if (written === null) return null;
  const both = bothOf(written);
  return both.zh === '' ? null : both;
}

function blankIsNull(written: string | null): string | null {
  const text = written?.trim() ?? '';
  return text === '' ? null : text;
}
