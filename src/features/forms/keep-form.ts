import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { bigint, date, type Expression, literalText } from '../../sql/expression.ts';
import { note } from '../audit/audit.ts';
import { readCustomFields } from '../register/custom-fields.ts';
import { momentSql, nextNumber } from '../register/recording.ts';
import { askableFields } from './askable-fields.ts';
import { type CheckedForm, checkForm, type FormDraft } from './check-form.ts';
import { formOf, noticeOf } from './form.ts';

interface By {
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Adds a form with the first version of its notice; `token` is what nobody can guess. Throws an InputError. */
export async function addForm(
  folder: DataFolder,
  draft: FormDraft,
  { author, at, token }: By & { readonly token: string },
): Promise<bigint> {
  return await folder.writer.write(async (trx) => {
    const form = checkForm(draft, askableFields(await readCustomFields(trx)));
    const id = await nextNumber(trx, 'forms', 'form_id');
    await sql`insert into forms (form_id, token, notice_version, author, added_at, kind, title, intro, fields)
      values (${bigint(id)}, ${token}, 1, ${author}, ${momentSql(at)}, ${form.kind}, ${JSON.stringify(form.title)},
        ${JSON.stringify(form.intro)}, ${JSON.stringify(form.fields)})`.execute(trx);
    await settle(trx, id, form, { author, at });
    await addNotice(trx, id, 1, form, { author, at });
    await note(trx, {
      at,
      actor: author,
      action: 'form-added',
      subject: form.title.zh,
      detail: { id: String(id) },
    });
    return id;
  });
}

/** Changes a form; other words of the notice, or other purposes, become its next version. Throws an InputError, or an AppError `not-found`. */
export async function changeForm(
  folder: DataFolder,
  id: bigint,
  draft: FormDraft,
  { author, at }: By,
): Promise<void> {
  await folder.writer.write(async (trx) => {
    const before = await formOf(trx, id);
    // A field that was chosen and is gone since is not asked for any more; one that never was there is refused.
    const earlier = before.fields.map(({ field }) => field);
    const askable = askableFields(await readCustomFields(trx));
    const known = new Set(askable.map(({ field }) => field));
    const kept = draft.fields.filter(({ field }) => known.has(field) || !earlier.includes(field));
    const form = checkForm({ ...draft, fields: kept }, askable);
    const notice = await noticeOf(trx, id);
    const isSame = same(notice.notice, form.notice) && same(notice.purposes, form.purposes);
    const version = isSame ? notice.version : notice.version + 1;
    await sql`update forms set kind = ${form.kind}, title = ${JSON.stringify(form.title)}, intro = ${JSON.stringify(form.intro)},
        fields = ${JSON.stringify(form.fields)}, notice_version = ${sql.lit(version)}, changed_by = ${author},
        changed_at = ${momentSql(at)} where form_id = ${bigint(id)}`.execute(trx);
    await settle(trx, id, form, { author, at });
    if (!isSame) await addNotice(trx, id, version, form, { author, at });
    const detail = { id: String(id), open: form.open, notice: version };
    await note(trx, { at, actor: author, action: 'form-changed', subject: form.title.zh, detail });
  });
}

/** What may be empty; when it was closed stays. */
async function settle(
  trx: Kysely<unknown>,
  id: bigint,
  form: CheckedForm,
  { author, at }: By,
): Promise<void> {
  const { store, channel, owner, reward, endsOn, open } = form;
  const closed: Expression = open
    ? sql`closed_by = null, closed_at = null`
    : sql`closed_by = coalesce(closed_by, ${author}), closed_at = coalesce(closed_at, ${momentSql(at)})`;
  await sql`update forms set store = ${textOrNull(store)}, channel = ${textOrNull(channel)}, owner = ${textOrNull(owner)},
      reward = ${reward === null ? sql`null` : bigint(reward)}, ends_on = ${endsOn === null ? sql`null` : date(endsOn)}, ${closed}
    where form_id = ${bigint(id)}`.execute(trx);
}

async function addNotice(
  trx: Kysely<unknown>,
  id: bigint,
  version: number,
  { notice, purposes }: CheckedForm,
  { author, at }: By,
): Promise<void> {
  await sql`insert into form_notices values (${bigint(id)}, ${sql.lit(version)}, ${JSON.stringify(notice)}, ${JSON.stringify(purposes)},
    ${author}, ${momentSql(at)})`.execute(trx);
}

function textOrNull(value: string | null): Expression {
  return value === null ? sql`null` : literalText(value);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
