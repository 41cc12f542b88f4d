import { Button } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useKept } from '../shown/use-kept.ts';
import { DropFiles } from './DropFiles.tsx';
import { FileMapping } from './FileMapping.tsx';
import { useImportRun } from './ImportRun.tsx';
import { type PlannedFile, planImports } from './import-plan.ts';
import { RunProgress } from './RunProgress.tsx';
import { RunResult } from './RunResult.tsx';

interface Props {
  /** Shown below the place to drop files. */
  readonly instead?: (startSample: () => void) => ReactNode;
  /** Shown below the results of a real import. */
  readonly then?: ReactNode;
}

/** Files → what was found in them → a dry run or the import, with its progress → what came of it. */
export function ImportFlow({ instead, then }: Props): ReactElement {
  const { t } = useTranslation();
  const run = useImportRun();
  const [files, setFiles] = useKept<readonly PlannedFile[]>(sessionStorage, 'tierbook.files', []);
  const replace = (index: number, next: readonly PlannedFile[]): void =>
    setFiles([...files.slice(0, index), ...next, ...files.slice(index + 1)]);
  const start = (dryRun: boolean): void => run.start(planImports(files), dryRun);

  if (run.isActive) return <RunProgress job={run.running} cancel={run.cancel} />;
  const isOver = run.ended.length > 0 && !run.dryRun;
  const results = run.ended.map((job) => <RunResult key={job.id} job={job} dryRun={run.dryRun} />);
  if (isOver) {
    const again = (): void => {
      setFiles([]);
      run.forget();
    };
    const worked = run.ended.every(({ state }) => state === 'done');
    return (
      <div className="stack">
        {results}
        <div className="row">
          {worked ? then : <Button onClick={run.forget}>{t('back')}</Button>}
          <Button onClick={again}>{t('imports.more')}</Button>
        </div>
      </div>
    );
  }
  return (
    <div className="stack">
      <DropFiles add={(file) => setFiles([...readNow(files), file])} compact={files.length > 0} />
      <ProblemList error={run.error} />
      {files.length === 0 ? instead?.(run.startSample) : null}
      {files.map((file, index) => (
        <FileMapping
          key={file.upload.id}
          file={file}
          change={(next) => replace(index, [next])}
          remove={() => replace(index, [])}
        />
      ))}
      {results}
      {files.length === 0 ? null : (
        <div className="row">
          <Button type="primary" size="large" onClick={() => start(false)}>
            {t('imports.start')}
          </Button>
          <Button size="large" onClick={() => start(true)}>
            {t('imports.dryRun')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Several files arrive at about the same time: each is added to what is there by then. */
function readNow(shown: readonly PlannedFile[]): readonly PlannedFile[] {
  const kept = sessionStorage.getItem('tierbook.files');
  return kept === null ? shown.slice(0, 0) : (JSON.parse(kept) as PlannedFile[]);
}
