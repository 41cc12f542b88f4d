import { Button, Checkbox } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Purpose } from '../api/contract.ts';
import { CrossIcon, PlusIcon } from '../shell/icons.tsx';
import { BothLanguages } from './BothLanguages.tsx';

interface Props {
  readonly value?: readonly Purpose[];
  readonly onChange?: (value: readonly Purpose[]) => void;
}

/** What people agree to, each for itself. */
export function PurposeChoice({ value = [], onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const set = (next: readonly Purpose[]): void => onChange?.(next);
  const change = (index: number, rest: Partial<Purpose>): void =>
    set(value.map((purpose, at) => (at === index ? { ...purpose, ...rest } : purpose)));
  return (
    <div className="stack tight">
      {value.map((purpose, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a purpose is nothing but its place and its words, which are typed here
        <div key={index} className="asked-field stack tight">
          <BothLanguages
            name={`${t('forms.fields.purposes')} ${index + 1}`}
            value={purpose.name}
            onChange={(name) => change(index, { name })}
          />
          <div className="row between">
            <Checkbox
              checked={purpose.required}
              onChange={({ target }) => change(index, { required: target.checked })}
            >
              {t('forms.requiredPurpose')}
            </Checkbox>
            <Button
              size="small"
              icon={<CrossIcon />}
              aria-label={`${t('forms.remove')} ${index + 1}`}
              onClick={() => set(value.filter((_, at) => at !== index))}
            />
          </div>
        </div>
      ))}
      <Button
        icon={<PlusIcon />}
        onClick={() => set([...value, { name: { zh: '', en: '' }, required: false }])}
      >
        {t('forms.addPurpose')}
      </Button>
    </div>
  );
}
