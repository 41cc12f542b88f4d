import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Form, Input, Select } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Customer, SentEvents } from '../api/contract.ts';
import { ApiProblems } from '../api/problems.ts';
import { useBusiness } from '../session/use-business.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';
import { type Interaction, interactions } from './interactions.ts';

interface Props {
  readonly customer: Customer;
  readonly close: () => void;
}

type Field = 'rating' | 'kind' | 'aspect' | 'product' | 'text' | 'measure' | 'quantity' | 'resolvedAt';

/** What is asked for of each source. */
const asked: Readonly<Record<Interaction, readonly Field[]>> = {
  reviews: ['rating', 'aspect', 'product', 'text'],
  complaints: ['kind', 'product', 'text', 'resolvedAt'],
  service: ['kind', 'product', 'text', 'resolvedAt'],
  visits: ['kind', 'product', 'text'],
  usage: ['measure', 'quantity', 'product'],
};
const examples = ['rating', 'aspect', 'measure'] as const;

/** Records one review, complaint, service record, visit or measure of usage. */
export function AddEvent({ customer, close }: Props): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const business = useBusiness();
  const queries = useQueryClient();
  const [source, setSource] = useState<Interaction>('reviews');
  const [form] = Form.useForm<Record<string, string>>();
  const { problems, place, clear } = useFieldProblems(form);
  const save = useMutation({
    mutationFn: (event: Record<string, unknown>) => sendEvent(event),
    onSuccess: async ({ status, remarks = [] }) => {
      if (status === 'unchanged') message.info(t('events.same'));
      else message.success(t('events.added'));
      for (const remark of remarks) message.warning(remark.message);
      await queries.invalidateQueries();
      close();
    },
    onMutate: clear,
    onError: place,
  });
  const send = (given: Record<string, string | undefined>): void => {
    const said = ['at', ...asked[source]].map((name) => [name, given[name]?.trim()] as const);
    const filled = said.filter(([, value]) => value !== undefined && value !== '');
    save.mutate({ source, customerId: customer.externalId, ...Object.fromEntries(filled) });
  };
  return (
    <Drawer
      open
      title={t('events.add')}
      size="min(460px, 100vw)"
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
      <ProblemList problems={problems} />
      <Form form={form} layout="vertical" initialValues={{ at: nowIn(business?.timeZone) }} onFinish={send}>
        <Form.Item label={t('events.source')}>
          <Select
            aria-label={t('events.source')}
            value={source}
            onChange={setSource}
            options={interactions.map((value) => ({ value, label: t(`events.sources.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="at"
          label={t('events.fields.at')}
          rules={[{ required: true, message: t('events.needed') }]}
        >
          <Input type="datetime-local" />
        </Form.Item>
        {asked[source].map((field) => (
          <Form.Item key={field} name={field} label={t(`events.fields.${field}`)}>
            <FieldInput field={field} />
          </Form.Item>
        ))}
      </Form>
    </Drawer>
  );
}

function FieldInput({ field, ...control }: { readonly field: Field }): ReactElement {
  const { t } = useTranslation();
  if (field === 'text') return <Input.TextArea autoSize={{ minRows: 3 }} {...control} />;
  if (field === 'resolvedAt') return <Input type="date" {...control} />;
  const example = examples.find((name) => name === field);
  const placeholder = example === undefined ? {} : { placeholder: t(`events.examples.${example}`) };
  return <Input {...placeholder} {...control} />;
}

type Kept = Exclude<SentEvents['results'][number], { readonly problems: unknown }>;

/** Of the one event that is sent: what became of it, or what is wrong with its fields. */
async function sendEvent(event: Record<string, unknown>): Promise<Kept> {
  const { results } = await ask<SentEvents>('POST', '/events', { body: { events: [event] } });
  const [result] = results;
  if (result !== undefined && 'status' in result) return result;
  const problems = result?.problems ?? [];
  const own = problems.map((each) => ({ ...each, path: each.path.replace(/^events\[0\]\./, '') }));
  throw new ApiProblems(422, own, null);
}

/** To the minute, as the business's clock shows. */
function nowIn(timeZone: string | undefined): string {
  // Swedes write days and times as inputs do.
  const written = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  return written.format(new Date()).replace(' ', 'T');
}
