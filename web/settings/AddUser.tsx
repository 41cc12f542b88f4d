import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { type Role, roles, type User } from '../api/contract.ts';
import { NewPasswordField } from '../session/NewPasswordField.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFieldProblems } from '../shown/use-field-problems.ts';

interface NewUser {
  readonly name: string;
  readonly role: Role;
  readonly password: string;
}

export function AddUser({ close }: { readonly close: () => void }): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form] = Form.useForm<NewUser>();
  const role = Form.useWatch('role', form) ?? 'rep';
  const { problems, place, clear } = useFieldProblems(form);
  const add = useMutation({
    mutationFn: (body: NewUser) => ask<User>('POST', '/users', { body }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['users'] });
      close();
    },
    onMutate: clear,
    onError: place,
  });
  return (
    <Modal
      open
      title={t('users.add')}
      okText={t('users.addNow')}
      onOk={() => form.submit()}
      onCancel={close}
      confirmLoading={add.isPending}
    >
      <Form<NewUser>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: 'rep' }}
        onFinish={(given) => add.mutate(given)}
      >
        <ProblemList problems={problems} />
        <Form.Item
          name="name"
          label={t('users.name')}
          extra={t('users.nameText')}
          rules={[{ required: true }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
        <Form.Item name="role" label={t('users.role')} extra={t(`roleTexts.${role}`)}>
          <Select options={roles.map((value) => ({ value, label: t(`roles.${value}`) }))} />
        </Form.Item>
        <NewPasswordField name="password" label={t('users.password')} />
      </Form>
    </Modal>
  );
}
