import { Radio } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

const holderChoices = ['anew', 'until-period-end', 'for-good'] as const;
export type Holders = (typeof holderChoices)[number];

interface Props {
  readonly title: string;
  readonly value: Holders;
  readonly change: (value: Holders) => void;
}

/** What becomes of those who would lose their tier. */
export function HolderChoice({ title, value, change }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <fieldset className="threshold">
      <legend>{title}</legend>
      <Radio.Group
        className="stack tight"
        value={value}
        onChange={({ target }) => change(target.value)}
        options={holderChoices.map((choice) => ({ value: choice, label: t(`holders.${choice}`) }))}
      />
    </fieldset>
  );
}
