import { useMutation } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { placeProblems } from '../shown/field-problems.ts';
import { ProblemList } from '../shown/ProblemList.tsx';

interface Passwords {
  readonly password: string;
  readonly newPassword: string;
}

export function ChangePassword(props: { readonly open: boolean; readonly close: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Passwords>();
  const change = useMutation({
    mutationFn: (body: Passwords) => ask('PUT', '/session/password', { body }),
    onSuccess: () => {
      message.success(t('account.passwordChanged'));
      props.close();
    },
    onError: (error) => placeProblems(form, error),
  });
  return (
    <Modal
      title={t('account.changePassword')}
      open={props.open}
      onCancel={props.close}
      onOk={() => form.submit()}
      okText={t('save')}
      confirmLoading={change.isPending}
      afterClose={() => change.reset()}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => change.mutate(given)}>
        <ProblemList error={change.error} />
        <Form.Item name="password" label={t('account.password')} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="newPassword" label={t('account.newPassword')} rules={[{ required: true }]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
