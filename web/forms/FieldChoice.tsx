import { Button, Checkbox, Collapse, Select } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AskableField, AskedField } from '../api/contract.ts';
import { CrossIcon } from '../shell/icons.tsx';
import { useName } from '../texts/use-say.ts';
import { BothLanguages } from './BothLanguages.tsx';

interface Props {
  readonly value?: readonly AskedField[];
  readonly onChange?: (value: readonly AskedField[]) => void;
  /** What there is to ask for. */
  readonly fields: readonly AskableField[];
}

/** The fields that a form asks for, in their order, each required or not, with help. */
export function FieldChoice({ value = [], onChange, fields }: Props): ReactElement {
  const { t } = useTranslation();
  const nameOf = useName();
  const set = (next: readonly AskedField[]): void => onChange?.(next);
  const change = (index: number, rest: Partial<AskedField>): void =>
    set(value.map((asked, at) => (at === index ? { ...asked, ...rest } : asked)));
  const move = (index: number, by: number): void => {
    const next = [...value];
    const [moved] = next.splice(index, 1);
    if (moved !== undefined) set(next.toSpliced(index + by, 0, moved));
  };
  const left = fields.filter(({ field }) => !value.some((asked) => asked.field === field));
  return (
    <div className="stack tight">
      {value.map((asked, index) => {
        const known = fields.find(({ field }) => field === asked.field);
        const name = known === undefined ? asked.field : nameOf(known.name);
        return (
          <div key={asked.field} className="asked-field">
            <div className="row between">
              <strong>{name}</strong>
              <div className="row tight">
                <Checkbox
                  checked={asked.required}
                  aria-label={`${name} ${t('forms.required')}`}
                  onChange={({ target }) => change(index, { required: target.checked })}
                >
                  {t('forms.required')}
                </Checkbox>
                <Button
                  size="small"
                  disabled={index === 0}
                  aria-label={`${name} ${t('forms.up')}`}
                  onClick={() => move(index, -1)}
                >
                  ↑
                </Button>
                <Button
                  size="small"
                  disabled={index === value.length - 1}
                  aria-label={`${name} ${t('forms.down')}`}
                  onClick={() => move(index, 1)}
                >
                  ↓
                </Button>
                <Button
                  size="small"
                  icon={<CrossIcon />}
                  aria-label={`${t('forms.remove')} ${name}`}
                  onClick={() => set(value.filter((_, at) => at !== index))}
                />
              </div>
            </div>
            <Collapse
              ghost
              size="small"
              items={[
                {
                  key: 'details',
                  label: <span className="soft small">{t('forms.details')}</span>,
                  children: (
                    <div className="stack tight">
                      <span className="soft small">{t('forms.label')}</span>
                      <BothLanguages
                        name={`${name} ${t('forms.label')}`}
                        value={asked.label ?? { zh: '', en: '' }}
                        onChange={(label) => change(index, { label })}
                      />
                      <span className="soft small">{t('forms.help')}</span>
                      <BothLanguages
                        name={`${name} ${t('forms.help')}`}
                        value={asked.help ?? { zh: '', en: '' }}
                        onChange={(help) => change(index, { help })}
                      />
                    </div>
                  ),
                },
              ]}
            />
          </div>
        );
      })}
      <Select<string | null>
        aria-label={t('forms.addField')}
        placeholder={t('forms.addField')}
        value={null}
        disabled={left.length === 0}
        showSearch={{ optionFilterProp: 'label' }}
        options={left.map(({ field, name }) => ({ value: field, label: nameOf(name) }))}
        onChange={(field) => {
          if (field !== null) set([...value, { field, required: false, label: null, help: null }]);
        }}
      />
    </div>
  );
}
