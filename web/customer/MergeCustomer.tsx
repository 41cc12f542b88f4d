import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Customer, MergePreview } from '../api/contract.ts';
import { useSession } from '../session/use-session.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';
import { ChooseCustomer } from './ChooseCustomer.tsx';

/** Who is merged has no preview any more. */
export const PREVIEW = 'merge-preview';

interface Props {
  readonly customer: Customer;
}

/** For whoever writes everybody's customers: another one who is the same becomes one with this one. */
export function MergeCustomer({ customer }: Props): ReactElement | null {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (useSession()?.permissions['customers:write'] !== 'all') return null;
  return (
    <>
      <Button size="small" className="no-print" onClick={() => setOpen(true)}>
        {t('merge.add')}
      </Button>
      {open ? <MergeForm customer={customer} close={() => setOpen(false)} /> : null}
    </>
  );
}

interface Given {
  readonly merged: string;
  readonly reason: string;
}

function MergeForm({ customer, close }: Props & { readonly close: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Given>();
  const merged = Form.useWatch('merged', form);
  const { problems, place, clear } = useFieldProblems(form);
  const save = useMutation({
    mutationFn: (body: Given) => ask('POST', `/customers/${customer.id}/merge`, { body }),
    onSuccess: async () => {
      message.success(t('merge.done'));
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== PREVIEW });
      close();
    },
    onMutate: clear,
    onError: place,
  });
  return (
    <Modal
      open
      title={t('merge.title', { name: customer.name ?? customer.externalId })}
      styles={{ title: { paddingInlineEnd: 24 } }}
      okText={t('merge.save')}
      onOk={() => form.submit()}
      onCancel={close}
      confirmLoading={save.isPending}
    >
      <div className="stack">
        <p className="soft">{t('merge.text')}</p>
        <ProblemList problems={problems} />
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => save.mutate(given)}>
          <Form.Item
            name="merged"
            label={t('merge.who')}
            rules={[{ required: true, message: t('merge.needed') }]}
          >
            <ChooseCustomer not={customer.id} />
          </Form.Item>
          {merged === undefined ? null : <Preview id={merged} />}
          <Form.Item name="reason" label={t('overrides.reason')} initialValue="">
            <Input.TextArea autoSize={{ minRows: 2 }} placeholder={t('merge.reasonExample')} />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  );
}

/** What will happen when a customer is merged. */
export function Preview({ id }: { readonly id: string }): ReactElement | null {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: [PREVIEW, id],
    queryFn: ({ signal }) => ask<MergePreview>('GET', `/customers/${id}/merge-preview`, { signal }),
  });
  if (data === undefined) return null;
  const { orders, refunds, events, overrides, externalId } = data;
  return (
    <ul className="fallen soft" style={{ marginBottom: 16 }}>
      <li>{t('merge.goes', { orders, refunds, events })}</li>
      {overrides === 0 ? null : <li>{t('merge.overrides', { overrides })}</li>}
      <li>{t('merge.blanks')}</li>
      <li>{t('merge.later', { id: externalId })}</li>
      <li>{t('merge.tier')}</li>
    </ul>
  );
}
