import { useMutation } from '@tanstack/react-query';
import { App, Form, Input, Modal } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';
import { NewPasswordField } from './NewPasswordField.tsx';

interface Passwords {
  readonly password: string;
  readonly newPassword: string;
}

export function ChangePassword(props: { readonly open: boolean; readonly close: () => void }): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Passwords>();
  const { problems, place, clear } = useFieldProblems(form);
  const change = useMutation({
    mutationFn: (body: Passwords) => ask('PUT', '/session/password', { body }),
    onSuccess: () => {
      message.success(t('account.passwordChanged'));
      props.close();
    },
    onMutate: clear,
    onError: place,
  });
  return (
    <Modal
      title={t('account.changePassword')}
      open={props.open}
      onCancel={props.close}
      onOk={() => form.submit()}
      okText={t('save')}
      confirmLoading={change.isPending}
      afterClose={clear}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(given) => change.mutate(given)}>
        <ProblemList problems={problems} />
        <Form.Item name="password" label={t('account.password')} rules={[{ required: true }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <NewPasswordField name="newPassword" label={t('account.newPassword')} />
      </Form>
    </Modal>
  );
}
