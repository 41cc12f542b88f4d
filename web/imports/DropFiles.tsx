import { Upload } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemsOf, type ShownProblem } from '../api/problems.ts';
import { ImportsIcon } from '../shell/icons.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { type PlannedFile, upload } from './import-plan.ts';
import { PasteTable } from './PasteTable.tsx';

interface Props {
  readonly add: (file: PlannedFile) => void;
  readonly compact?: boolean;
}

/** Takes table files, several at once, and what is pasted, and sends each to the server as it comes. */
export function DropFiles({ add, compact = false }: Props): ReactElement {
  const { t } = useTranslation();
  const [pending, setPending] = useState(0);
  /** Of all files that could not be sent since the last ones were dropped. */
  const [problems, setProblems] = useState<readonly ShownProblem[]>([]);
  const send = async (file: File): Promise<void> => {
    setPending((now) => now + 1);
    try {
      add(await upload(file));
    } catch (error) {
      const own = problemsOf(error).map((each) => ({ ...each, path: file.name }));
      setProblems((now) => [...now, ...own]);
    } finally {
      setPending((now) => now - 1);
    }
  };
  return (
    <div className="stack">
      <Upload.Dragger
        multiple
        accept=".csv,.tsv,.txt,.xlsx,.xlsm,.json,.jsonl,.ndjson,.parquet"
        showUploadList={false}
        disabled={pending > 0}
        beforeUpload={(file, dropped) => {
          if (file === dropped[0]) setProblems([]);
        }}
        customRequest={({ file, onSuccess }) => {
          if (file instanceof File) void send(file).then(() => onSuccess?.(null));
        }}
      >
        <div className="stack tight" style={{ alignItems: 'center', padding: compact ? 0 : '20px 0' }}>
          <span style={{ fontSize: 28, color: 'var(--accent)' }}>
            <ImportsIcon />
          </span>
          <strong>{t(pending > 0 ? 'imports.sending' : 'imports.drop')}</strong>
          {compact ? null : <span className="soft small">{t('imports.dropHint')}</span>}
        </div>
      </Upload.Dragger>
      <PasteTable
        disabled={pending > 0}
        send={(file) => {
          setProblems([]);
          void send(file);
        }}
      />
      <ProblemList problems={problems} />
    </div>
  );
}
