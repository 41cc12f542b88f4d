import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { HeldTier } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';
import { useFormat } from '../shown/use-format.ts';
import { NextRun } from './SetByHand.tsx';
import { useToday } from './use-today.ts';

interface Props {
  readonly id: string;
  readonly held: HeldTier;
  readonly close: () => void;
}

interface Given {
  readonly until: string;
  readonly reason: string;
}

/** Freezes the tier until a day, or ends a freeze. */
export function FreezeTier({ id, held: { asOf, frozenUntil }, close }: Props): ReactElement {
  const { t } = useTranslation();
  const { day } = useFormat();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const today = useToday();
  const [form] = Form.useForm<Given>();
  const { problems, place, clear } = useFieldProblems(form);
  const save = useMutation({
    mutationFn: (body: Partial<Given>) => ask('POST', `/customers/${id}/freezes`, { body }),
    onSuccess: async (_, { until }) => {
      message.success(t(until === undefined ? 'freeze.ended' : 'freeze.saved'));
      await queries.invalidateQueries();
      close();
    },
    onMutate: clear,
    onError: place,
  });
  const end = (
    <Button
      danger
      loading={save.isPending}
      onClick={() => save.mutate({ reason: form.getFieldValue('reason') })}
    >
      {t('freeze.end')}
    </Button>
  );
  return (
    <Modal
      open
      title={t('freeze.title')}
      okText={t('freeze.save')}
      onOk={() => form.submit()}
      onCancel={close}
      confirmLoading={save.isPending}
      footer={(buttons) => (
        <>
          {frozenUntil === null ? null : end}
          {buttons}
        </>
      )}
    >
      <div className="stack">
        <p className="soft">{t('freeze.text')}</p>
        {frozenUntil === null ? null : <p>{t('freeze.now', { day: day(frozenUntil) })}</p>}
        <ProblemList problems={problems} />
        <Form
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ until: '', reason: '' }}
          onFinish={(given) => save.mutate(given)}
        >
          <Form.Item
            name="until"
            label={t('freeze.until')}
            rules={[{ required: true, message: t('freeze.needed') }]}
          >
            <Input type="date" min={today} style={{ width: 180 }} />
          </Form.Item>
          <Form.Item name="reason" label={t('overrides.reason')}>
            <Input.TextArea autoSize={{ minRows: 2 }} placeholder={t('freeze.reasonExample')} />
          </Form.Item>
        </Form>
        <NextRun asOf={asOf} today={today} />
      </div>
    </Modal>
  );
}
