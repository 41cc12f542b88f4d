import { Form, Input } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  /** As the form and the API call it. */
  readonly name: 'password' | 'newPassword';
  readonly label: string;
}

/** A password to be set, with what it must be like. */
export function NewPasswordField({ name, label }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={label} extra={t('welcome.passwordHint')} rules={[{ required: true }]}>
      <Input.Password autoComplete="new-password" />
    </Form.Item>
  );
}
