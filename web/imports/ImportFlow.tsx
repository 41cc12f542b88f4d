import { Button } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useKept } from '../shown/use-kept.ts';
import { DropFiles } from './DropFiles.tsx';
import { FileMapping } from './FileMapping.tsx';
import { useImportRun } from './ImportRun.tsx';
import { type PlannedFile, planImports } from './import-plan.ts';
import { keptImports } from './kept-imports.ts';
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
  const [files, setFiles] = useKept<readonly PlannedFile[]>(sessionStorage, keptImports.files, []);
  const replace = (old: PlannedFile, next: readonly PlannedFile[]): void =>
    setFiles((now) => now.flatMap((file) => (file.upload.id === old.upload.id ? next : file)));
  const start = (dryRun: boolean): void => run.start(planImports(files), dryRun);

  if (run.isActive) {
    return (
      <div className="stack">
        <ProblemList problems={run.problems} />
        <RunProgress job={run.running} cancel={run.cancel} />
      </div>
    );
  }
  const isOver = run.ended.length > 0 && !run.dryRun;
  const results = run.ended.map((job) => <RunResult key={job.id} job={job} dryRun={run.dryRun} />);
  if (isOver) {
    const again = (): void => {
      setFiles(() => []);
      run.forget();
    };
    const back = (): void => {
      setFiles((now) => now.filter((file) => !run.taken.has(file.upload.id)));
      run.forget();
    };
    const worked = run.problems.length === 0 && run.ended.every(({ state }) => state === 'done');
    return (
      <div className="stack">
        {results}
        <ProblemList problems={run.problems} />
        <div className="row">
          {worked ? then : <Button onClick={back}>{t('back')}</Button>}
          <Button onClick={again}>{t('imports.more')}</Button>
        </div>
      </div>
    );
  }
  return (
    <div className="stack">
      <DropFiles add={(file) => setFiles((now) => [...now, file])} compact={files.length > 0} />
      <ProblemList problems={run.problems} />
      {files.length === 0 ? instead?.(run.startSample) : null}
      {files.map((file) => (
        <FileMapping
          key={file.upload.id}
          file={file}
          change={(next) => replace(file, [next])}
          remove={() => replace(file, [])}
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
