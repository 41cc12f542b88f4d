import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented, Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TierChanges } from '../api/contract.ts';
import { Page } from '../shell/Page.tsx';
import { ExportTables } from '../shown/ExportTables.tsx';
import { Figures } from '../shown/Figures.tsx';
import { MoreButton } from '../shown/MoreButton.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { usePages } from '../shown/use-pages.ts';
import { ChangesByDay } from './ChangesByDay.tsx';
import { ChangesTable } from './ChangesTable.tsx';
import { type ChangesView, type DayRange, monthOf, readChangesView } from './changes-view.ts';
import { LedgerTabs } from './LedgerTabs.tsx';
import { LeftTier } from './LeftTier.tsx';
import { RangeChoice } from './RangeChoice.tsx';
import { useToday } from './use-today.ts';

const directions = ['both', 'up', 'down'] as const;
type Direction = (typeof directions)[number];

/** Who rose and who fell within a month or any days (A09). */
export function ChangesPage(): ReactElement {
  const { t } = useTranslation();
  const view: ChangesView = useSearch({ from: '/changes' });
  const navigate = useNavigate({ from: '/changes' });
  const today = useToday();
  const month = monthOf(today);
  const range = { from: view.from ?? month.from, to: view.to ?? month.to };
  const show = (part: { readonly [Key in keyof ChangesView]: ChangesView[Key] | undefined }): void => {
    void navigate({ search: readChangesView({ ...view, ...part }), replace: true });
  };
  const isWrong = range.to < range.from;
  return (
    <Page title={t('changes.title')} below={t('changes.text')} actions={<ExportTables tables={['ledger']} />}>
      <LedgerTabs />
      <div className="row between no-print">
        <RangeChoice range={range} today={today} choose={show} />
        <Segmented<Direction>
          aria-label={t('changes.direction')}
          value={view.direction ?? 'both'}
          onChange={(chosen) => show({ direction: chosen === 'both' ? undefined : chosen })}
          options={directions.map((value) => ({ value, label: t(`changes.directions.${value}`) }))}
        />
      </div>
      {view.left === undefined ? null : (
        <div className="row no-print">
          <LeftTier tier={view.left} all={() => show({ left: undefined })} />
        </div>
      )}
      {isWrong ? (
        <p className="bad" role="alert">
          {t('changes.wrongRange')}
        </p>
      ) : (
        <Changes range={range} direction={view.direction ?? 'both'} left={view.left} />
      )}
    </Page>
  );
}

interface Props {
  readonly range: DayRange;
  readonly direction: Direction;
  readonly left: string | undefined;
}

function Changes({ range, direction, left }: Props): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { pages, error, more } = usePages<TierChanges>(
    ['changes', range, direction, left],
    '/ledger/changes',
    { ...range, direction, left, limit: 50 },
    { keepsLast: true },
  );
  const [first] = pages ?? [];
  if (pages === undefined || first === undefined) {
    return error === null ? <Skeleton active /> : <ProblemList error={error} />;
  }
  const changes = pages.flatMap((page) => page.changes);
  return (
    <>
      <ProblemList error={error} />
      <Figures
        of={[
          { name: t('changes.up'), value: number(first.up) },
          { name: t('changes.down'), value: number(first.down) },
        ]}
      />
      {first.days.length === 0 ? null : <ChangesByDay range={range} days={first.days} />}
      {changes.length === 0 ? <NoChanges direction={direction} /> : <ChangesTable changes={changes} />}
      <MoreButton more={more} label={t('changes.more')} />
    </>
  );
}

function NoChanges({ direction }: Pick<Props, 'direction'>): ReactElement {
  const { t } = useTranslation();
  const said = { both: 'none', up: 'noneUp', down: 'noneDown' } as const;
  return (
    <div className="empty">
      <strong>{t(`changes.${said[direction]}`)}</strong>
      <p>{t('changes.noneText')}</p>
    </div>
  );
}
