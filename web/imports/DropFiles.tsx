import { useMutation } from '@tanstack/react-query';
import { Upload } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ImportsIcon } from '../shell/icons.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { type PlannedFile, upload } from './import-plan.ts';

interface Props {
  readonly add: (file: PlannedFile) => void;
  readonly compact?: boolean;
}

/** Takes table files, several at once, and sends each to the server as it comes. */
export function DropFiles({ add, compact = false }: Props): ReactElement {
  const { t } = useTranslation();
  const send = useMutation({ mutationFn: upload, onSuccess: add });
  return (
    <div className="stack">
      <Upload.Dragger
        multiple
        accept=".csv,.tsv,.txt,.xlsx"
        showUploadList={false}
        disabled={send.isPending}
        customRequest={({ file, onSuccess, onError }) => {
          if (!(file instanceof File)) return;
          send.mutateAsync(file).then(
            () => onSuccess?.(null),
            (error: Error) => onError?.(error),
          );
        }}
      >
        <div className="stack tight" style={{ alignItems: 'center', padding: compact ? 0 : '20px 0' }}>
          <span style={{ fontSize: 28, color: 'var(--accent)' }}>
            <ImportsIcon />
          </span>
          <strong>{t(send.isPending ? 'imports.sending' : 'imports.drop')}</strong>
          {compact ? null : <span className="soft small">{t('imports.dropHint')}</span>}
        </div>
      </Upload.Dragger>
      <ProblemList error={send.error} />
    </div>
  );
}
