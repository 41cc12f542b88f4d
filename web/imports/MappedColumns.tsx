import { Button, Select } from 'antd';
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

type Column = PreviewedFile['columns'][number];

/** What may be chosen beside fields; no field is called so. */
const [nothing, found] = ['', ' '];

/** A file's columns, each with what it is read as; those that nothing is known of come last. */
export function MappedColumns({ file, read, fields, change }: Props): ReactElement {
  const { t } = useTranslation();
  const nameOf = useName();
  const settle = (column: string, choice: string): void => {
    const others = Object.entries(file.map).filter(([field, name]) => field !== choice && name !== column);
    const isField = choice !== nothing && choice !== found;
    const map = Object.fromEntries(isField ? [...others, [choice, column]] : others);
    const leave = file.leave.filter((name) => name !== column);
    change({ ...file, map, leave: choice === nothing ? [...leave, column] : leave });
  };
  // One that somebody leaves alone stays where it is.
  const isUnknown = ({ column, field }: Column): boolean => field === null && !file.leave.includes(column);
  const columns = read.columns.toSorted((a, b) => Number(isUnknown(a)) - Number(isUnknown(b)));
  const known = fields.map(({ id, name, needed }) => ({
    value: id,
    label: nameOf(name) + (needed ? ' *' : ''),
  }));
  const optionsOf = ({ column, field }: Column): { value: string; label: string }[] => {
    const isSettled = file.leave.includes(column) || Object.values(file.map).includes(column);
    const isNew = field !== null && !fields.some(({ id }) => id === field);
    return [
      { value: nothing, label: t('imports.leave') },
      ...(isSettled ? [{ value: found, label: t('imports.asFound') }] : []),
      ...(isNew ? [{ value: field, label: t('imports.newField', { column }) }] : []),
      ...known,
    ];
  };
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
          {columns.map((each) => {
            const { column, field, guess, alsoGives, samples } = each;
            const gives = fields.filter(({ id }) => alsoGives.includes(id)).map(({ name }) => nameOf(name));
            const guessed = file.leave.includes(column)
              ? undefined
              : fields.find(({ id }) => id === guess?.field);
            return (
              <tr key={column} className={field === null ? 'soft' : ''}>
                <td style={{ overflowWrap: 'anywhere' }}>{column}</td>
                <td className="wide-only soft small" style={{ maxWidth: 320 }}>
                  {samples
                    .filter((sample) => sample !== '')
                    .slice(0, 3)
                    .join(' · ')}
                </td>
                <td style={{ width: '50%', maxWidth: 0 }}>
                  <Select
                    aria-label={t('imports.readColumnAs', { column })}
                    value={field ?? nothing}
                    options={optionsOf(each)}
                    onChange={(value: string) => settle(column, value)}
                    variant={field === null ? 'borderless' : 'outlined'}
                    style={{ width: '100%', maxWidth: 240 }}
                    showSearch={{ optionFilterProp: 'label' }}
                  />
                  {gives.length > 0 && (
                    <div className="small soft">
                      {t('imports.alsoGives', { fields: gives.join(t('imports.and')) })}
                    </div>
                  )}
                  {guess !== null && guessed !== undefined && (
                    <div className="small">
                      {t(`imports.perhaps.${guess.confidence}`, { field: nameOf(guessed.name) })}
                      <Button
                        size="small"
                        type="link"
                        className="small"
                        onClick={() => settle(column, guess.field)}
                      >
                        {t('imports.takeGuess')}
                      </Button>
                    </div>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
