import type { Problem } from '../../domain/problem.ts';
import type { Lang, Text } from '../../domain/text.ts';
import type { Form, Notice } from '../../features/forms/form.ts';
import type { Answers, FormField } from '../../features/forms/read-answers.ts';
import { fieldOf } from './field-input.ts';
import { type Html, html } from './html.ts';
import { idOf, labelOf } from './names.ts';
import { page } from './page.ts';
import { words } from './words.ts';

export interface ShownForm {
  readonly lang: Lang;
  readonly form: Form;
  readonly notice: Notice;
  readonly fields: readonly FormField[];
  /** What was typed so far. */
  readonly answers: Answers;
  readonly agreed: readonly number[];
  readonly problems: readonly Problem[];
  /** By which the same page sent twice is known. */
  readonly once: string;
}

/** People do not see it; what fills in everything does. */
export const TRAP = 'website';

/** A form to be filled in, with what is wrong with it beside its fields. */
export function formPage(shown: ShownForm): string {
  const { lang, form, problems, fields, answers, once, notice } = shown;
  const title = form.title[lang];
  const path = `/f/${form.token}`;
  const content = html`<div class="card">
<h1>${title}</h1>
${form.intro[lang] === '' ? null : html`<p class="intro">${form.intro[lang]}</p>`}
${problems.length === 0 ? null : summary(shown)}
<form method="post" action="${path}?lang=${lang}" novalidate>
<input type="hidden" name="once" value="${once}">
<input type="hidden" name="notice" value="${notice.version}">
<div class="trap" aria-hidden="true"><label>${words.trap[lang]}<input type="text" name="${TRAP}" tabindex="-1" autocomplete="off"></label></div>
${fields.map((field) => fieldOf({ lang, field, given: answers[field.field] ?? '', wrong: of(problems, field.field) }))}
${consent(shown)}
<button type="submit">${words.send[lang]}</button>
</form>
</div>`;
  const other = `${path}?lang=${lang === 'zh' ? 'en' : 'zh'}`;
  return page({
    lang,
    title: problems.length === 0 ? title : `${words.problem[lang]} – ${title}`,
    other,
    content,
  });
}

/** All that is wrong, each leading to its place. */
function summary({ lang, problems, fields, notice }: ShownForm): Html {
  const places = [
    ...fields.map(({ field }) => field),
    'purposes',
    ...notice.purposes.map((_, index) => placeOf(index)),
  ];
  const ordered = problems.toSorted((a, b) => places.indexOf(a.path) - places.indexOf(b.path));
  const lines = ordered.map(({ path, message }) => {
    const field = fields.find((each) => each.field === path);
    const purpose = notice.purposes.find((_, index) => placeOf(index) === path);
    const label = field === undefined ? (purpose?.name[lang] ?? null) : labelOf(field, lang);
    const says = `${label === null ? '' : `${label}${lang === 'zh' ? '：' : ': '}`}${message[lang]}`;
    return path === '' ? html`<li>${says}</li>` : html`<li><a href="#${idOf(path)}">${says}</a></li>`;
  });
  return html`<div class="problems" role="alert"><strong>${words.wrong[lang]}</strong><ul>${lines}</ul></div>`;
}

function consent({ lang, notice, agreed, problems }: ShownForm): Html {
  const boxes = notice.purposes.map(({ name, required }, index) => {
    const path = placeOf(index);
    const wrong = of(problems, path);
    const id = idOf(path);
    const ticked = agreed.includes(index) ? html` checked` : null;
    const described = wrong === null ? null : html` aria-invalid="true" aria-describedby="${id}-wrong"`;
    return html`<div><label class="option" for="${id}"><input type="checkbox" id="${id}" name="agree" value="${index}"${ticked}${described}>${words.agree[lang]}${name[lang]} <span class="mark">(${words[required ? 'needed' : 'optional'][lang]})</span></label>
${wrong === null ? null : html`<p class="wrong" id="${id}-wrong">${wrong[lang]}</p>`}</div>`;
  });
  return html`<fieldset id="${idOf('purposes')}"><legend>${words.notice[lang]}</legend>
<p class="notice">${notice.notice[lang]}</p>
<p class="small">${words.version[lang]} ${notice.version}</p>
${boxes}</fieldset>`;
}

/** How a purpose is called in problems. */
function placeOf(index: number): string {
  return `purposes.${index}`;
}

function of(problems: readonly Problem[], path: string): Text | null {
  return problems.find((each) => each.path === path)?.message ?? null;
}
