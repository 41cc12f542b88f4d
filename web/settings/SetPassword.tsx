import { useMutation } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { User } from '../api/contract.ts';
import { ProblemList } from '../shown/ProblemList.tsx';

interface Props {
  readonly user: User;
  readonly close: () => void;
}

export function SetPassword({ user, close }: Props): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ password: string }>();
  const set = useMutation({
    mutationFn: (body: { password: string }) => ask('PUT', `/users/${user.id}/password`, { body }),
    onSuccess: () => {
      message.success(t('account.passwordChanged'));
      close();
    },
  });
  return (
    <Modal
      open
      title={t('users.setPasswordOf', { name: user.name })}
      okText={t('save')}
      onOk={() => form.submit()}
      onCancel={close}
      confirmLoading={set.isPending}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => set.mutate(given)}>
        <ProblemList error={set.error} />
        <Form.Item
          name="password"
          label={t('account.newPassword')}
          extra={t('welcome.passwordHint')}
          rules={[{ required: true }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
