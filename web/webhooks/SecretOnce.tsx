import { Alert, Modal, Typography } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly title: string;
  readonly secret: string;
  readonly close: () => void;
}

/** A secret, shown this once. */
export function SecretOnce({ title, secret, close }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <Modal
      open
      title={title}
      onCancel={close}
      onOk={close}
      okText={t('webhooks.kept')}
      mask={{ closable: false }}
      footer={(_, { OkBtn }) => <OkBtn />}
    >
      <div className="stack">
        <Alert type="warning" showIcon title={t('webhooks.once')} />
        <Typography.Paragraph copyable code>
          {secret}
        </Typography.Paragraph>
      </div>
    </Modal>
  );
}
