import { Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { chosenEncodings } from '../../src/domain/encodings.ts';
import type { PreviewedFile } from '../api/contract.ts';
import type { PlannedFile, Reading } from './import-plan.ts';

interface Props {
  readonly file: PlannedFile;
  /** Undefined while nothing is known of the file, or it cannot be read. */
  readonly read: PreviewedFile | undefined;
  readonly change: (next: PlannedFile) => void;
}

/** How a file's text is encoded, or which sheet of it is read, and another choice where that is wrong. */
export function ReadingChoice({ file, read, change }: Props): ReactElement | null {
  const { t } = useTranslation();
  const choose = (reading: Reading): void => change({ ...file, reading, map: {}, leave: [] });
  if (read?.kind === 'xlsx') {
    if (read.sheets.length < 2) return null;
    return (
      <Select
        aria-label={t('imports.sheet')}
        value={read.sheet}
        options={read.sheets.map((value) => ({ value, label: value }))}
        onChange={(sheet: string) => choose({ sheet })}
        style={{ minWidth: 120 }}
      />
    );
  }
  if (read?.kind === 'parquet') return null;
  const guessed = { value: '', label: t('imports.guessed') };
  const known = read?.encoding.replace('-bom', '');
  return (
    <Select
      aria-label={t('imports.encoding')}
      value={file.reading?.encoding ?? known ?? ''}
      options={[
        ...(file.reading?.encoding === undefined && known !== undefined ? [] : [guessed]),
        ...chosenEncodings.map((value) => ({ value, label: value.toUpperCase() })),
      ]}
      onChange={(value: string) => {
        const encoding = chosenEncodings.find((one) => one === value);
        choose(encoding === undefined ? {} : { encoding });
      }}
      style={{ minWidth: 140 }}
    />
  );
}
