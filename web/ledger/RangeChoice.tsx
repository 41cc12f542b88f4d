import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { BackIcon, ForwardIcon } from '../shell/icons.tsx';
import { DayInput } from '../shown/DayInput.tsx';
import { useLanguage } from '../texts/use-say.ts';
import { type DayRange, monthOf } from './changes-view.ts';

interface Props {
  readonly range: DayRange;
  readonly today: string;
  readonly choose: (range: DayRange) => void;
}

/** Month by month, or from any day to any other. */
export function RangeChoice({ range, today, choose }: Props): ReactElement {
  const { t } = useTranslation();
  const locale = useLanguage() === 'zh' ? 'zh-CN' : 'en-GB';
  const month = monthOf(range.from);
  const isMonth = month.to === range.to && month.from === range.from;
  const name = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  const step = (later: number): void => choose(monthOf(range.from, later));
  return (
    <div className="row">
      <div className="row tight">
        <Button icon={<BackIcon />} aria-label={t('changes.previous')} onClick={() => step(-1)} />
        <strong style={{ minWidth: 110, textAlign: 'center' }} aria-live="polite">
          {isMonth ? name.format(Date.parse(month.from)) : t('changes.ownDays')}
        </strong>
        <Button
          icon={<ForwardIcon />}
          aria-label={t('changes.following')}
          disabled={month.to >= today}
          onClick={() => step(1)}
        />
      </div>
      <DayInput
        name={t('changes.from')}
        value={range.from}
        change={(from) => (from === '' ? undefined : choose({ ...range, from }))}
      />
      <DayInput
        name={t('changes.to')}
        value={range.to}
        change={(to) => (to === '' ? undefined : choose({ ...range, to }))}
      />
    </div>
  );
}
