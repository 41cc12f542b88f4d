import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer, Form, Input, InputNumber, Select } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { Customer } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';
import { useName } from '../texts/use-say.ts';
import { customerFields, dayFields } from './customer-fields.ts';

interface Props {
  readonly customer: Customer;
  readonly close: () => void;
}

/** Changes fields; an emptied one is cleared. Only what was changed is sent. */
export function EditCustomer({ customer, close }: Props): ReactElement {
  const { t } = useTranslation();
  const nameOf = useName();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Record<string, unknown>>();
  const { problems, place, clear } = useFieldProblems(form);
  // As it was when editing began: what others change meanwhile is no change of this form.
  const [initial] = useState(() => valuesOf(customer));
  const save = useMutation({
    mutationFn: (body: Record<string, unknown>) =>
      ask<Customer>('PATCH', `/customers/${customer.id}`, { body }),
    onSuccess: async () => {
      message.success(t('saved'));
      await queries.invalidateQueries();
      close();
    },
    onMutate: clear,
    onError: place,
  });
  const send = (given: Record<string, unknown>): void => {
    const changed = Object.entries(given)
      .map(([id, value]) => [id, value === '' || value === undefined ? null : value] as const)
      .filter(([id, value]) => value !== (initial[id] ?? null));
    const own = changed.filter(([id]) => !id.startsWith('custom.'));
    const custom = changed.flatMap(([id, value]) =>
      id.startsWith('custom.') ? [[id.slice('custom.'.length), value] as const] : [],
    );
    save.mutate({
      ...Object.fromEntries(own),
      ...(custom.length === 0 ? {} : { custom: Object.fromEntries(custom) }),
    });
  };
  return (
    <Drawer
      open
      title={t('customer.edit')}
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
      <Form form={form} layout="vertical" initialValues={initial} onFinish={send}>
        {customerFields.map((id) => (
          <Form.Item key={id} name={id} label={t(`fields.${id}`)}>
            <Input type={dayFields.has(id) ? 'date' : 'text'} />
          </Form.Item>
        ))}
        {customer.custom.map(({ id, name, type }) => (
          <Form.Item key={id} name={`custom.${id}`} label={nameOf(name)}>
            <CustomInput type={type} />
          </Form.Item>
        ))}
      </Form>
    </Drawer>
  );
}

function valuesOf(customer: Customer): Readonly<Record<string, unknown>> {
  return {
    ...Object.fromEntries(customerFields.map((id) => [id, customer[id]])),
    ...Object.fromEntries(
      customer.custom.map(({ id, type, value }) => {
        return [`custom.${id}`, type === 'yes-no' && value !== null ? value === 'yes' : value];
      }),
    ),
  };
}

function CustomInput({ type, ...control }: { readonly type: string }): ReactElement {
  const { t } = useTranslation();
  if (type === 'number' || type === 'money') return <InputNumber style={{ width: '100%' }} {...control} />;
  if (type === 'date') return <Input type="date" {...control} />;
  if (type !== 'yes-no') return <Input {...control} />;
  const options = [
    { value: true, label: t('yes') },
    { value: false, label: t('no') },
  ];
  return <Select allowClear options={options} {...control} />;
}
