import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Checkbox, Form, Input, Modal, Typography } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { NewKey as MadeKey } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';

interface NewKey {
  readonly name: string;
  readonly scopes: readonly string[];
}

const scopes = [
  'orders:write',
  'customers:read',
  'customers:write',
  'customers:read-contact',
  'imports:run',
  'exports:run',
  'evaluations:run',
  'schemes:publish',
  'tiers:override',
  'audit:read',
] as const;

/** Makes a key, which is shown this once. */
export function AddKey({ close }: { readonly close: () => void }): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form] = Form.useForm<NewKey>();
  const { problems, place, clear } = useFieldProblems(form);
  const add = useMutation({
    mutationFn: (body: NewKey) => ask<MadeKey>('POST', '/keys', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['keys'] }),
    onMutate: clear,
    onError: place,
  });
  if (add.data !== undefined) {
    return (
      <Modal
        open
        title={t('keys.made')}
        onCancel={close}
        onOk={close}
        okText={t('keys.kept')}
        footer={(_, { OkBtn }) => <OkBtn />}
      >
        <div className="stack">
          <Alert type="warning" showIcon title={t('keys.once')} />
          <Typography.Paragraph copyable code>
            {add.data.key}
          </Typography.Paragraph>
        </div>
      </Modal>
    );
  }
  return (
    <Modal
      open
      title={t('keys.add')}
      okText={t('keys.addNow')}
      onOk={() => form.submit()}
      onCancel={close}
      confirmLoading={add.isPending}
    >
      <Form<NewKey>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ scopes: ['orders:write', 'customers:read'] }}
        onFinish={(given) => add.mutate(given)}
      >
        <ProblemList problems={problems} />
        <Form.Item name="name" label={t('keys.name')} rules={[{ required: true }]}>
          <Input placeholder={t('keys.example')} />
        </Form.Item>
        <Form.Item name="scopes" label={t('keys.scopes')} rules={[{ required: true }]}>
          <Checkbox.Group
            style={{ display: 'grid', gap: 6 }}
            options={scopes.map((value) => ({ value, label: t(`scopes.${value}`) }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
