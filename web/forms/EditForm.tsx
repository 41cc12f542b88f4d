import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Form, Input, Radio, Skeleton, Switch } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { AskableField, AskedField, FormNotice, ShopForm, WholeForm } from '../api/contract.ts';
import { ApiProblems } from '../api/problems.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';
import { useFormat } from '../shown/use-format.ts';
import { enForms } from '../texts/en-forms.ts';
import { useSay } from '../texts/use-say.ts';
import { zhForms } from '../texts/zh-forms.ts';
import { BothLanguages } from './BothLanguages.tsx';
import { FieldChoice } from './FieldChoice.tsx';
import { PurposeChoice } from './PurposeChoice.tsx';

interface Props {
  /** Null: a new one. */
  readonly form: ShopForm | null;
  readonly fields: readonly AskableField[];
  readonly close: () => void;
}

type Draft = Pick<
  ShopForm,
  'kind' | 'title' | 'intro' | 'fields' | 'store' | 'channel' | 'owner' | 'reward' | 'endsOn' | 'open'
> &
  Pick<FormNotice, 'notice' | 'purposes'>;

/** Makes a form or changes one. */
export function EditForm({ form, fields, close }: Props): ReactElement {
  const { t } = useTranslation();
  const { data: whole, error } = useQuery({
    queryKey: ['forms', form?.id],
    queryFn: ({ signal }) => ask<WholeForm>('GET', `/forms/${form?.id}`, { signal }),
    enabled: form !== null,
    gcTime: 0,
  });
  if (form === null)
    return <Editing initial={newForm()} id={null} notices={[]} fields={fields} close={close} />;
  const [notice] = whole?.notices ?? [];
  if (whole !== undefined && notice !== undefined) {
    const initial = { ...whole, notice: notice.notice, purposes: notice.purposes };
    return <Editing initial={initial} id={form.id} notices={whole.notices} fields={fields} close={close} />;
  }
  return (
    <Drawer open title={t('forms.edit')} size="min(620px, 100vw)" onClose={close}>
      <ProblemList error={error} />
      <Skeleton active />
    </Drawer>
  );
}

interface EditingProps {
  readonly initial: Draft;
  readonly id: string | null;
  readonly notices: readonly FormNotice[];
  readonly fields: readonly AskableField[];
  readonly close: () => void;
}

function Editing({ initial, id, notices, fields, close }: EditingProps): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Draft>();
  const { problems, place, clear } = useFieldProblems(form);
  const [kept] = useState(initial);
  const save = useMutation({
    mutationFn: (body: Draft) =>
      id === null ? ask('POST', '/forms', { body }) : ask('PUT', `/forms/${id}`, { body }),
    onSuccess: async () => {
      message.success(t('saved'));
      await queries.invalidateQueries({ queryKey: ['forms'] });
      close();
    },
    onMutate: clear,
    onError: (error) => place(atFields(error)),
  });
  const blank = (value: string | null | undefined): string | null =>
    value === '' || value === undefined ? null : value;
  const send = ({ store, channel, owner, reward, endsOn, ...given }: Draft): void =>
    save.mutate({
      ...given,
      ...{
        store: blank(store),
        channel: blank(channel),
        owner: blank(owner),
        reward: blank(reward),
        endsOn: blank(endsOn),
      },
    });
  const name = (field: keyof typeof zhForms.forms.fields): string => t(`forms.fields.${field}`);
  return (
    <Drawer
      open
      title={t(id === null ? 'forms.add' : 'forms.edit')}
      size="min(620px, 100vw)"
      onClose={close}
      footer={
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
            {t('save')}
          </Button>
        </div>
      }
    >
      <Form<Draft>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={valuesOf(kept)}
        onFinish={send}
      >
        <ProblemList problems={problems} />
        <Form.Item name="kind" label={name('kind')}>
          <Radio.Group
            vertical
            options={(['sign-up', 'questionnaire'] as const).map((value) => ({
              value,
              label: (
                <>
                  {t(`forms.kinds.${value}`)}{' '}
                  <span className="soft small">{t(`forms.kindTexts.${value}`)}</span>
                </>
              ),
            }))}
          />
        </Form.Item>
        <Form.Item name="title" label={name('title')} extra={t('forms.both')}>
          <BothLanguages name={name('title')} />
        </Form.Item>
        <Form.Item name="intro" label={name('intro')}>
          <BothLanguages name={name('intro')} long />
        </Form.Item>
        <Form.Item name="fields" label={name('fields')}>
          <FieldChoice fields={fields} />
        </Form.Item>
        <Form.Item name="notice" label={name('notice')} extra={t('forms.noticeText')}>
          <BothLanguages name={name('notice')} long />
        </Form.Item>
        <Form.Item name="purposes" label={name('purposes')} extra={t('forms.purposesText')}>
          <PurposeChoice />
        </Form.Item>
        <Form.Item name="reward" label={name('reward')} extra={t('forms.rewardText')}>
          <Input inputMode="decimal" style={{ maxWidth: 200 }} />
        </Form.Item>
        <Form.Item name="endsOn" label={name('endsOn')}>
          <Input type="date" style={{ maxWidth: 200 }} />
        </Form.Item>
        {(['store', 'channel', 'owner'] as const).map((field) => (
          <Form.Item key={field} name={field} label={name(field)}>
            <Input maxLength={100} />
          </Form.Item>
        ))}
        <Form.Item name="open" label={name('open')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
      {notices.length < 2 ? null : <Versions notices={notices} />}
    </Drawer>
  );
}

function Versions({ notices }: { readonly notices: readonly FormNotice[] }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { moment, author } = useFormat();
  return (
    <section className="stack tight">
      <h2>{t('forms.versions')}</h2>
      {notices.map(({ version, notice, purposes, author: by, notedAt }) => (
        <div key={version} className="asked-field">
          <strong>{t('forms.versionBy', { version, author: author(by), moment: moment(notedAt) })}</strong>
          <p style={{ whiteSpace: 'pre-line' }}>{say(notice)}</p>
          <p className="soft small">{purposes.map((purpose) => say(purpose.name)).join(t('semicolon'))}</p>
        </div>
      ))}
    </section>
  );
}

/** What is wrong with one of several stands at all of them. */
function atFields(error: unknown): unknown {
  if (!(error instanceof ApiProblems)) return error;
  const problems = error.problems.map((each) => ({ ...each, path: each.path.replace(/[[.].*$/, '') }));
  return new ApiProblems(error.status, problems, error.retryAfter);
}

/** What is written goes out as it came in: nothing but what a draft has. */
function valuesOf(draft: Draft): Draft {
  const { kind, title, intro, fields, store, channel, owner, reward, endsOn, open, notice, purposes } = draft;
  return { kind, title, intro, fields, store, channel, owner, reward, endsOn, open, notice, purposes };
}

function newForm(): Draft {
  const asked = (field: string, required: boolean): AskedField => ({
    field,
    required,
    label: null,
    help: null,
  });
  return {
    kind: 'sign-up',
    ...{ title: { zh: '', en: '' }, intro: { zh: '', en: '' } },
    fields: [asked('name', true), asked('phone', true), asked('birthday', false), asked('gender', false)],
    notice: { zh: zhForms.forms.noticeDefault, en: enForms.forms.noticeDefault },
    purposes: [
      { name: { zh: zhForms.forms.purposeDefault, en: enForms.forms.purposeDefault }, required: true },
    ],
    ...{ store: null, channel: null, owner: null, reward: null, endsOn: null, open: true },
  };
}
