import { Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlannedFile, SaidOfRows } from './import-plan.ts';

interface Props {
  readonly file: PlannedFile;
  readonly change: (next: PlannedFile) => void;
}

const choices = { dates: ['', 'mdy', 'dmy'], amount: ['', 'per-line', 'per-order'] } as const;

/** How 3/4/2026 and the amounts of orders with several rows are meant, where that is not to be guessed. */
export function RowsChoice({ file, change }: Props): ReactElement {
  const { t } = useTranslation();
  const shown = file.kind === 'orders' ? (['dates', 'amount'] as const) : (['dates'] as const);
  const choose = (name: keyof typeof choices, value: string): void => {
    const { [name]: _, ...rest } = file;
    change({ ...rest, ...(value === '' ? {} : ({ [name]: value } as SaidOfRows)) });
  };
  return (
    <div className="row small">
      {shown.map((name) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the control is the choice in it
        <label key={name} className="row tight">
          <span className="soft">{t(`imports.meant.${name}`)}</span>
          <Select<string>
            size="small"
            value={file[name] ?? ''}
            options={choices[name].map((value) => ({
              value,
              label: t(value === '' ? 'imports.meant.guessed' : `imports.meant.${value}`),
            }))}
            onChange={(value) => choose(name, value)}
            style={{ minWidth: 190 }}
          />
        </label>
      ))}
    </div>
  );
}
