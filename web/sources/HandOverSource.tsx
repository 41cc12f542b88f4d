import { Alert, Modal, Typography } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Source } from '../api/contract.ts';

/** What the other system is to be told. */
export interface HandOver {
  readonly title: 'made' | 'renewed';
  readonly kind: Source['kind'];
  readonly path: string;
  /** Null: it was the other system's own. */
  readonly secret: string | null;
}

export function addressOf(path: string): string {
  return `${window.location.origin}${path}`;
}

/** Where to push to, with which secret – shown this once – and where that is set up there. */
export function HandOverSource({
  given: { title, kind, path, secret },
  close,
}: {
  readonly given: HandOver;
  readonly close: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const isLocal = /^(localhost|127\.|\[::1\]|192\.168\.|10\.)/.test(window.location.hostname);
  return (
    <Modal
      open
      title={t(`sources.${title}`)}
      onCancel={close}
      onOk={close}
      okText={t('sources.kept')}
      mask={{ closable: secret === null }}
      footer={(_, { OkBtn }) => <OkBtn />}
    >
      <div className="stack">
        <div>
          <div className="soft small">{t('sources.address')}</div>
          <Typography.Paragraph copyable code style={{ overflowWrap: 'anywhere' }}>
            {addressOf(path)}
          </Typography.Paragraph>
        </div>
        {secret === null ? null : (
          <div>
            <Alert type="warning" showIcon title={t('sources.once')} />
            <div className="soft small">{t('sources.secret')}</div>
            <Typography.Paragraph copyable code style={{ overflowWrap: 'anywhere' }}>
              {secret}
            </Typography.Paragraph>
          </div>
        )}
        <p className="small">{t(`sources.steps.${kind}`)}</p>
        {isLocal ? <p className="soft small">{t('sources.local')}</p> : null}
      </div>
    </Modal>
  );
}
