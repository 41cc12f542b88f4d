import { useMutation } from '@tanstack/react-query';
import { App, Form, Modal } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { User } from '../api/contract.ts';
import { NewPasswordField } from '../session/NewPasswordField.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';

interface Props {
  readonly user: User;
  readonly close: () => void;
}

export function SetPassword({ user, close }: Props): ReactElement {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ password: string }>();
  const { problems, place, clear } = useFieldProblems(form);
  const set = useMutation({
    mutationFn: (body: { password: string }) => ask('PUT', `/users/${user.id}/password`, { body }),
    onSuccess: () => {
      message.success(t('account.passwordChanged'));
      close();
    },
    onMutate: clear,
    onError: place,
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
        <ProblemList problems={problems} />
        <NewPasswordField name="password" label={t('account.newPassword')} />
      </Form>
    </Modal>
  );
}
