import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Button, Select, Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FileIcon } from '../shell/icons.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useName, useSay } from '../texts/use-say.ts';
import { FirstRows } from './FirstRows.tsx';
import { importKinds, type PlannedFile, preview } from './import-plan.ts';
import { KeptMappingNote } from './KeptMappingNote.tsx';
import { MappedColumns } from './MappedColumns.tsx';
import { ReadingChoice } from './ReadingChoice.tsx';
import { RowsChoice } from './RowsChoice.tsx';
import { WithoutBuyerChoice } from './WithoutBuyerChoice.tsx';

interface Props {
  readonly file: PlannedFile;
  readonly change: (next: PlannedFile) => void;
  readonly remove: () => void;
}

/** What was found in a file: its kind, which column is read as what, and what it lacks. */
export function FileMapping({ file, change, remove }: Props): ReactElement {
  const { t } = useTranslation();
  const nameOf = useName();
  const say = useSay();
  const { data, error } = useQuery({
    // What the amounts are changes nothing of what is shown.
    queryKey: ['preview', { ...file, amount: undefined }],
    queryFn: ({ signal }) => preview(file, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [read] = data?.files ?? [];
  const missing = (read?.missing ?? []).map((id) =>
    nameOf(data?.fields.find((one) => one.id === id)?.name ?? id),
  );
  return (
    <section className="card stack" aria-label={file.upload.name}>
      <div className="row between">
        <div className="row tight">
          <FileIcon />
          <strong style={{ overflowWrap: 'anywhere' }}>{file.upload.name}</strong>
          {read?.presetName ? (
            <span className="soft small">
              {t(read.proven === false ? 'imports.unprovenPreset' : 'imports.preset', {
                name: say(read.presetName),
              })}
            </span>
          ) : null}
        </div>
        <div className="row">
          <ReadingChoice file={file} read={read} change={change} />
          <Select
            aria-label={t('imports.kind')}
            value={file.kind}
            style={{ width: 150 }}
            options={importKinds.map((value) => ({ value, label: t(`imports.kinds.${value}`) }))}
            onChange={(kind) =>
              change({
                upload: file.upload,
                kind,
                map: {},
                leave: [],
                ...(file.reading ? { reading: file.reading } : {}),
              })
            }
          />
          <Button type="text" onClick={remove}>
            {t('imports.removeFile')}
          </Button>
        </div>
      </div>
      <ProblemList error={error} />
      {read?.kept ? <KeptMappingNote kept={read.kept} /> : null}
      {read === undefined || file.kind !== 'orders' ? null : (
        <WithoutBuyerChoice file={file} read={read} change={change} />
      )}
      {read === undefined ? null : <RowsChoice file={file} change={change} />}
      {missing.length === 0 ? null : (
        <Alert type="warning" showIcon title={t('imports.missing', { fields: missing.join(t('comma')) })} />
      )}
      {read === undefined && error === null ? (
        <Skeleton active paragraph={{ rows: 3 }} title={false} />
      ) : null}
      {read === undefined || data === undefined ? null : (
        <>
          <MappedColumns file={file} read={read} fields={data.fields} change={change} />
          <FirstRows read={read} />
        </>
      )}
    </section>
  );
}
