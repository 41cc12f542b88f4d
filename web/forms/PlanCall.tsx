import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal, Select } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { CallPage, Customer, ShopForms } from '../api/contract.ts';
import { useToday } from '../ledger/use-today.ts';
import { useMay, useSession } from '../session/use-session.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';
import { useSay } from '../texts/use-say.ts';

interface Props {
  readonly customer: Customer;
}

/** For whoever may write a customer: somebody is to call them and fill in a form. */
export function PlanCall({ customer }: Props): ReactElement | null {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (!useMay('customers:write')) return null;
  return (
    <>
      <Button size="small" className="no-print" onClick={() => setOpen(true)}>
        {t('calls.plan')}
      </Button>
      {open ? <Planning customer={customer} close={() => setOpen(false)} /> : null}
    </>
  );
}

interface Given {
  readonly form: string;
  readonly assignedTo: string;
  readonly dueOn: string;
  readonly note: string;
}

function Planning({ customer, close }: Props & { readonly close: () => void }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const today = useToday();
  const me = useSession()?.user?.name;
  const [form] = Form.useForm<Given>();
  const { problems, place, clear } = useFieldProblems(form);
  const forms = useQuery({
    queryKey: ['forms'],
    queryFn: ({ signal }) => ask<ShopForms>('GET', '/forms', { signal }),
  });
  const callers = useQuery({
    queryKey: ['calls', 'callers'],
    queryFn: ({ signal }) => ask<CallPage>('GET', '/calls', { query: { limit: 1 }, signal }),
  });
  const save = useMutation({
    mutationFn: (given: Given) => ask('POST', '/calls', { body: { ...given, customers: [customer.id] } }),
    onSuccess: async () => {
      message.success(t('calls.planned'));
      await queries.invalidateQueries({ queryKey: ['calls'] });
      close();
    },
    onMutate: clear,
    onError: place,
  });
  const needed = [{ required: true, message: t('events.needed') }];
  const options = forms.data?.forms.map(({ id, title }) => ({ value: id, label: say(title) })) ?? [];
  return (
    <Modal
      open
      title={t('calls.planFor', { name: customer.name ?? customer.externalId })}
      okText={t('calls.plan')}
      cancelText={t('cancel')}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: options.length === 0 }}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <ProblemList problems={problems} error={forms.error ?? callers.error} />
      {forms.data !== undefined && options.length === 0 ? <p className="soft">{t('calls.noForms')}</p> : null}
      {options.length === 0 || callers.data === undefined ? null : (
        <Form<Given>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{
            form: options[0]?.value,
            assignedTo: (callers.data?.callers ?? []).find((caller) => caller === customer.owner) ?? me,
            dueOn: today,
            note: '',
          }}
          onFinish={save.mutate}
        >
          <Form.Item name="form" label={t('calls.form')} rules={needed}>
            <Select options={options} />
          </Form.Item>
          <Form.Item name="assignedTo" label={t('calls.assignedTo')} rules={needed}>
            <Select options={(callers.data?.callers ?? []).map((value) => ({ value, label: value }))} />
          </Form.Item>
          <Form.Item name="dueOn" label={t('calls.dueOn')} rules={needed}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="note" label={t('calls.note')}>
            <Input placeholder={t('calls.notePlaceholder')} maxLength={500} />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
