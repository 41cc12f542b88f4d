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
import { RunResults } from './RunResults.tsx';

interface Props {
  /** Shown below the place to drop files. */
  readonly instead?: (startSample: () => void) => ReactNode;
  /** Shown below the results of a real import. */
  readonly then?: ReactNode;
}

/** Files → what was found in them → what importing them would change → the import, with its progress → what came of it. */
export function ImportFlow({ instead, then }: Props): ReactElement {
  const { t } = useTranslation();
  const run = useImportRun();
  const [files, setFiles] = useKept<readonly PlannedFile[]>(sessionStorage, keptImports.files, []);
  /** What a dry run has told is true of the files as they were then. */
  const forgetDryRun = (): void => {
    if (run.dryRun) run.forget();
  };
  const replace = (old: PlannedFile, next: readonly PlannedFile[]): void => {
    forgetDryRun();
    setFiles((now) => now.flatMap((file) => (file.upload.id === old.upload.id ? next : file)));
  };
  const start = (dryRun: boolean): void => run.start(planImports(files), dryRun);

  if (run.isActive) {
    return (
      <div className="stack">
        <ProblemList problems={run.problems} />
        <RunProgress job={run.running} dryRun={run.dryRun} cancel={run.cancel} />
      </div>
    );
  }
  const isOver = run.ended.length > 0 && !run.dryRun;
  const dismiss = (): void => {
    setFiles((now) => now.filter((file) => !run.taken.has(file.upload.id)));
    run.forget();
  };
  const addFile = (file: PlannedFile): void => {
    if (run.dryRun) forgetDryRun();
    else dismiss();
    setFiles((now) => [...now, file]);
  };
  const results =
    run.ended.length === 0 ? null : <RunResults jobs={run.ended} dryRun={run.dryRun} dismiss={dismiss} />;
  const worked = run.problems.length === 0 && run.ended.every(({ state }) => state === 'done');
  const next = worked ? then : <Button onClick={dismiss}>{t('back')}</Button>;
  const shown = isOver ? [] : files;
  const isChecked = run.dryRun && run.ended.length > 0;
  return (
    <div className="stack">
      {isOver ? results : null}
      <ProblemList problems={run.problems} />
      {isOver && next ? <div>{next}</div> : null}
      <DropFiles add={addFile} compact={isOver || files.length > 0} />
      {files.length === 0 && !isOver ? instead?.(run.startSample) : null}
      {shown.map((file) => (
        <FileMapping
          key={file.upload.id}
          file={file}
          change={(changed) => replace(file, [changed])}
          remove={() => replace(file, [])}
        />
      ))}
      {isOver ? null : results}
      {shown.length === 0 ? null : (
        <div className="row">
          {isChecked ? null : (
            <Button type="primary" size="large" onClick={() => start(true)}>
              {t('imports.dryRun')}
            </Button>
          )}
          <Button type={isChecked ? 'primary' : 'default'} size="large" onClick={() => start(false)}>
            {t('imports.start')}
          </Button>
        </div>
      )}
    </div>
  );
}
