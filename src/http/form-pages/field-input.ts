import { BETWEEN_CHOICES, choiceWords } from '../../domain/choices.ts';
import type { Lang, Text } from '../../domain/text.ts';
import type { FormField } from '../../features/forms/read-answers.ts';
import { type Html, html } from './html.ts';
import { ANSWER, idOf, labelOf } from './names.ts';
import { words } from './words.ts';

interface ShownField {
  readonly lang: Lang;
  readonly field: FormField;
  readonly given: string | readonly string[];
  readonly wrong: Text | null;
}

/** As many choices stand below each other; more in a list that opens. */
const FEW = 5;

/** A field with its label, help and what is wrong with it. */
export function fieldOf(shown: ShownField): Html {
  const { lang, field, wrong } = shown;
  const id = idOf(field.field);
  const mark = field.required ? html` <span class="mark">(${words.required[lang]})</span>` : null;
  const help =
    field.help === null ? null : html`<span class="help" id="${id}-help">${field.help[lang]}</span>`;
  const said = wrong === null ? null : html`<p class="wrong" id="${id}-wrong">${wrong[lang]}</p>`;
  const label = labelOf(field, lang);
  if (isGroup(field)) {
    return html`<fieldset id="${id}"${described(shown)}><legend>${label}${mark}</legend>${help}${options(shown)}${said}</fieldset>`;
  }
  return html`<div class="field"><label for="${id}">${label}${mark}</label>${help}${input(shown)}${said}</div>`;
}

function isGroup({ known }: FormField): boolean {
  if (known.type === 'yes-no') return true;
  const { length } = known.choices;
  return length > 0 && (known.type === 'multi-choice' || (known.type === 'choice' && length <= FEW));
}

function options({ lang, field, given }: ShownField): readonly Html[] {
  const { known, required } = field;
  const id = idOf(field.field);
  const chosen = typeof given === 'string' ? [given] : given;
  const kind = known.type === 'multi-choice' ? 'checkbox' : 'radio';
  const choices =
    known.type === 'yes-no'
      ? (['yes', 'no'] as const).map((value) => ({ value: value as string, says: words[value][lang] }))
      : known.choices.map((value) => ({ value, says: choiceWords.get(value)?.[lang] ?? value }));
  // What was chosen by mistake can be taken back.
  const none = kind === 'radio' && !required ? [{ value: '', says: words.noAnswer[lang] }] : [];
  return [...choices, ...none].map(({ value, says }, index) => {
    const checked = chosen.includes(value) ? html` checked` : null;
    return html`<label class="option" for="${id}-${index}"><input type="${kind}" id="${id}-${index}" name="${ANSWER}${field.field}" value="${value}"${checked}>${says}</label>`;
  });
}

function input(shown: ShownField): Html {
  const { lang, field, given } = shown;
  const { known } = field;
  const id = idOf(field.field);
  const value = typeof given === 'string' ? given : given.join(BETWEEN_CHOICES);
  const named = html` id="${id}" name="${ANSWER}${field.field}"${described(shown)}`;
  if (known.type === 'choice' && known.choices.length > 0) {
    const list = known.choices.map(
      (choice) =>
        html`<option value="${choice}"${choice === value ? html` selected` : null}>${choiceWords.get(choice)?.[lang] ?? choice}</option>`,
    );
    return html`<select${named}><option value="">${words.choose[lang]}</option>${list}</select>`;
  }
  const { type, more } = typeOf(field);
  return html`<input type="${type}"${named} value="${value}" maxlength="500"${more}>`;
}

/** What helps on a phone: the right keys, and what the browser knows already. */
function typeOf({ field, known }: FormField): { readonly type: string; readonly more: Html | null } {
  if (known.type === 'phone')
    return { type: 'tel', more: field === 'phone' ? html` autocomplete="tel"` : null };
  if (known.type === 'email')
    return { type: 'email', more: field === 'email' ? html` autocomplete="email"` : null };
  if (known.type === 'number' || known.type === 'money')
    return { type: 'text', more: html` inputmode="decimal"` };
  if (known.type === 'date') {
    const knows = field === 'birthday' ? html` autocomplete="bday"` : null;
    return { type: 'date', more: html` placeholder="2000-01-31"${knows}` };
  }
  const offered = { name: 'name', address: 'street-address', company: 'organization' }[field];
  return { type: 'text', more: offered === undefined ? null : html` autocomplete="${offered}"` };
}

function described({ field, wrong }: ShownField): Html | null {
  const id = idOf(field.field);
  const by = [field.help === null ? '' : `${id}-help`, wrong === null ? '' : `${id}-wrong`].filter(
    (each) => each !== '',
  );
  const about = by.length === 0 ? null : html` aria-describedby="${by.join(' ')}"`;
  const needed = field.required && !isGroup(field) ? html` aria-required="true"` : null;
  return html`${about}${wrong === null ? null : html` aria-invalid="true"`}${needed}`;
}
