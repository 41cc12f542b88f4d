import { Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Preview, PreviewedFile } from '../api/contract.ts';
import { useName } from '../texts/use-say.ts';
import type { PlannedFile } from './import-plan.ts';

interface Props {
  readonly file: PlannedFile;
  readonly read: PreviewedFile;
  readonly fields: Preview['fields'];
  readonly change: (next: PlannedFile) => void;
}

const nothing = '';

/** A file's columns, each with what it is read as; those that are left alone come last. */
export function MappedColumns({ file, read, fields, change }: Props): ReactElement {
  const { t } = useTranslation();
  const nameOf = useName();
  const settle = (column: string, field: string): void => {
    const others = Object.entries(file.map).filter(([known, name]) => known !== field && name !== column);
    const added = field === nothing ? [] : [[field, column] as const];
    change({ ...file, map: Object.fromEntries([...others, ...added]) });
  };
  const columns = read.columns.toSorted((a, b) => Number(a.field === null) - Number(b.field === null));
  const options = fields.map(({ id, name, needed }) => ({
    value: id,
    label: nameOf(name) + (needed ? ' *' : ''),
  }));
  return (
    <div className="scroll-x" style={{ maxHeight: 420, overflowY: 'auto' }}>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('imports.column')}</th>
            <th className="wide-only">{t('imports.samples')}</th>
            <th>{t('imports.readAs')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ column, field, samples }) => {
            const recognised = field !== null && file.map[field] !== column;
            const leave = recognised ? [] : [{ value: nothing, label: t('imports.leave') }];
            return (
              <tr key={column} className={field === null ? 'soft' : ''}>
                <td>{column}</td>
                <td className="wide-only soft small" style={{ maxWidth: 320 }}>
                  {samples
                    .filter((sample) => sample !== '')
                    .slice(0, 3)
                    .join(' · ')}
                </td>
                <td>
                  <Select
                    aria-label={t('imports.readColumnAs', { column })}
                    value={field ?? nothing}
                    options={[...leave, ...options]}
                    onChange={(value: string) => settle(column, value)}
                    variant={field === null ? 'borderless' : 'outlined'}
                    style={{ width: '100%', minWidth: 140, maxWidth: 220 }}
                    showSearch={{ optionFilterProp: 'label' }}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
