import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { ChooseCustomer } from '../customer/ChooseCustomer.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';
import { useFormat } from '../shown/use-format.ts';

interface Props {
  /** Our numbers of them. */
  readonly orders: readonly string[];
  readonly close: () => void;
  readonly done: () => void;
}

interface Given {
  readonly customer: string;
  readonly reason: string;
}

/** Orders that turn out to be a customer's become his. */
export function GiveOrders({ orders, close, done }: Props): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Given>();
  const { problems, place, clear } = useFieldProblems(form);
  const save = useMutation({
    mutationFn: ({ customer, reason }: Given) =>
      ask<{ given: number }>('POST', `/customers/${customer}/orders`, { body: { orders, reason } }),
    onSuccess: async ({ given }) => {
      message.success(t('unattributed.given', { orders: number(given) }));
      await queries.invalidateQueries();
      done();
    },
    onMutate: clear,
    onError: place,
  });
  return (
    <Modal
      open
      title={t('unattributed.giveTitle', { orders: number(orders.length) })}
      styles={{ title: { paddingInlineEnd: 24 } }}
      okText={t('unattributed.give')}
      onOk={() => form.submit()}
      onCancel={close}
      confirmLoading={save.isPending}
    >
      <div className="stack">
        <p className="soft">{t('unattributed.giveText')}</p>
        <ProblemList problems={problems} />
        <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => save.mutate(given)}>
          <Form.Item
            name="customer"
            label={t('unattributed.customer')}
            rules={[{ required: true, message: t('unattributed.customerNeeded') }]}
          >
            <ChooseCustomer />
          </Form.Item>
          <Form.Item name="reason" label={t('overrides.reason')} initialValue="">
            <Input.TextArea autoSize={{ minRows: 2 }} placeholder={t('unattributed.reasonExample')} />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  );
}
