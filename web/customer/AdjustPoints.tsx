import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal, Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';

const kinds = ['adjusted', 'earned', 'spent'] as const;

interface Props {
  /** Our number of the customer. */
  readonly id: string;
  readonly close: () => void;
}

/** Enters points by hand, with the reason. */
export function AdjustPoints({ id, close }: Props): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<Record<string, string>>();
  const { problems, place, clear } = useFieldProblems(form);
  const save = useMutation({
    mutationFn: (body: Record<string, string>) => ask('POST', `/customers/${id}/points`, { body }),
    onSuccess: async () => {
      message.success(t('points.entered'));
      await queries.invalidateQueries();
      close();
    },
    onMutate: clear,
    onError: place,
  });
  const needed = [{ required: true, message: t('events.needed') }];
  return (
    <Modal
      open
      title={t('points.adjust')}
      okText={t('save')}
      cancelText={t('cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <ProblemList problems={problems} />
      <Form form={form} layout="vertical" initialValues={{ kind: 'adjusted' }} onFinish={save.mutate}>
        <Form.Item name="kind" label={t('points.kind')}>
          <Select options={kinds.map((value) => ({ value, label: t(`points.kinds.${value}`) }))} />
        </Form.Item>
        <Form.Item name="points" label={t('points.points')} extra={t('points.pointsText')} rules={needed}>
          <Input inputMode="decimal" />
        </Form.Item>
        <Form.Item name="reason" label={t('points.reason')} rules={needed}>
          <Input placeholder={t('points.reasonText')} maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
