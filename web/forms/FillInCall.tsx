import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Drawer, Form, Input, Select, Skeleton } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BETWEEN_CHOICES, choiceWords } from '../../src/domain/choices.ts';
import { ask } from '../api/client.ts';
import type { AskableField, Call, Customer, ShopForms, WholeForm } from '../api/contract.ts';
import { ApiProblems } from '../api/problems.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';
import { useName, useSay } from '../texts/use-say.ts';

interface Props {
  readonly call: Call;
  readonly close: () => void;
}

type Answers = Readonly<Record<string, string | readonly string[] | null | undefined>>;

/** The form of a call, filled in by whoever calls; what is kept already stands in it, but for contact data. */
export function FillInCall({ call, close }: Props): ReactElement {
  const { t } = useTranslation();
  const form = useQuery({
    queryKey: ['forms', call.form.id],
    queryFn: ({ signal }) => ask<WholeForm>('GET', `/forms/${call.form.id}`, { signal }),
  });
  const forms = useQuery({
    queryKey: ['forms'],
    queryFn: ({ signal }) => ask<ShopForms>('GET', '/forms', { signal }),
  });
  const customer = useQuery({
    queryKey: ['customer', call.customer.id],
    queryFn: ({ signal }) => ask<Customer>('GET', `/customers/${call.customer.id}`, { signal }),
  });
  if (form.data !== undefined && forms.data !== undefined && customer.data !== undefined) {
    return (
      <Filling
        call={call}
        form={form.data}
        known={forms.data.fields}
        initial={valuesOf(customer.data)}
        close={close}
      />
    );
  }
  return (
    <Drawer
      open
      title={call.customer.name ?? call.customer.externalId}
      size="min(520px, 100vw)"
      onClose={close}
    >
      <ProblemList error={form.error ?? forms.error ?? customer.error} />
      <Skeleton active aria-label={t('calls.fill')} />
    </Drawer>
  );
}

interface FillingProps extends Props {
  readonly form: WholeForm;
  readonly known: readonly AskableField[];
  readonly initial: Answers;
}

function Filling({ call, form: asked, known, initial, close }: FillingProps): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const nameOf = useName();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Record<string, unknown>>();
  const { problems, place, clear } = useFieldProblems(form);
  const [agreed, setAgreed] = useState<readonly number[]>([]);
  const [note, setNote] = useState('');
  const [notice] = asked.notices;
  const save = useMutation({
    mutationFn: (answers: Answers) => {
      const filled = Object.entries(answers).filter(([, value]) => value !== null && value !== undefined);
      const body = {
        state: 'done',
        answers: Object.fromEntries(filled),
        notice: notice?.version ?? 0,
        purposes: agreed,
        note,
      };
      return ask('POST', `/calls/${call.id}/outcome`, { body });
    },
    onSuccess: async () => {
      message.success(t('calls.done'));
      await queries.invalidateQueries();
      close();
    },
    onMutate: clear,
    onError: async (error) => {
      place(withNames(error));
      if (!(error instanceof ApiProblems) || error.problems.every(({ code }) => code !== 'notice-changed'))
        return;
      setAgreed([]);
      await queries.invalidateQueries({ queryKey: ['forms', call.form.id] });
    },
  });
  const withNames = (error: unknown): unknown => {
    if (!(error instanceof ApiProblems)) return error;
    const named = error.problems.map((each) => {
      const index = /^purposes\.(\d+)$/.exec(each.path)?.[1];
      const purpose = index === undefined ? undefined : notice?.purposes[Number(index)];
      return purpose === undefined ? each : { ...each, path: say(purpose.name) };
    });
    return new ApiProblems(error.status, named, error.retryAfter);
  };
  return (
    <Drawer
      open
      title={`${call.customer.name ?? call.customer.externalId} · ${say(asked.title)}`}
      size="min(520px, 100vw)"
      onClose={close}
      footer={
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
            {t('calls.save')}
          </Button>
        </div>
      }
    >
      <ProblemList problems={problems} />
      <Form
        form={form}
        layout="vertical"
        initialValues={initial}
        onFinish={(given) => save.mutate(given as Answers)}
      >
        {asked.fields.map(({ field, required, label, help }) => {
          const own = known.find((each) => each.field === field);
          if (own === undefined) return null;
          return (
            <Form.Item
              key={field}
              name={field}
              required={required}
              label={label === null ? nameOf(own.name) : say(label)}
              extra={help === null ? undefined : say(help)}
            >
              <AnswerInput field={own} />
            </Form.Item>
          );
        })}
        {notice === undefined ? null : (
          <div className="asked-field stack tight">
            <p className="soft small">{t('calls.readOut')}</p>
            <p style={{ whiteSpace: 'pre-line' }}>{say(notice.notice)}</p>
            {notice.purposes.map(({ name, required }, index) => (
              <Checkbox
                key={say(name)}
                checked={agreed.includes(index)}
                onChange={({ target }) =>
                  setAgreed(target.checked ? [...agreed, index] : agreed.filter((each) => each !== index))
                }
              >
                {say(name)}
                {required ? ` (${t('forms.requiredPurpose')})` : ''}
              </Checkbox>
            ))}
          </div>
        )}
      </Form>
      <Input
        aria-label={t('calls.note')}
        placeholder={t('calls.note')}
        value={note}
        maxLength={500}
        style={{ marginTop: 16 }}
        onChange={({ target }) => setNote(target.value)}
      />
    </Drawer>
  );
}

function AnswerInput({ field, ...control }: { readonly field: AskableField }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { type, choices } = field;
  if (type === 'date') return <Input type="date" {...control} />;
  if (type === 'yes-no') {
    const options = [
      { value: 'yes', label: t('yes') },
      { value: 'no', label: t('no') },
    ];
    return <Select allowClear options={options} {...control} />;
  }
  if (choices.length === 0)
    return <Input inputMode={type === 'phone' ? 'tel' : 'text'} maxLength={500} {...control} />;
  const options = choices.map((value) => {
    const words = choiceWords.get(value);
    return { value, label: words === undefined ? value : say(words) };
  });
  return type === 'multi-choice' ? (
    <Select mode="multiple" options={options} {...control} />
  ) : (
    <Select allowClear options={options} {...control} />
  );
}

/** What is kept and may be shown: contact data is asked anew. */
function valuesOf(customer: Customer): Answers {
  const { name, gender, birthday, region, occupation, company } = customer;
  const open = customer.custom.filter(
    ({ type, value }) => type !== 'phone' && type !== 'email' && value !== '****',
  );
  const custom = open.map(({ id, type, value }) => {
    const written = value === null ? undefined : String(value);
    return [`custom.${id}`, type === 'multi-choice' ? written?.split(BETWEEN_CHOICES) : written] as const;
  });
  return { name, gender, birthday, region, occupation, company, ...Object.fromEntries(custom) };
}
