import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../shell/Page.tsx';
import { ExportFile } from '../shown/ExportFile.tsx';
import { FallList } from './FallList.tsx';
import { NearList } from './NearList.tsx';
import { changedView, type RadarView } from './radar-view.ts';

/** Who falls soon if nothing more is bought, and who is close to the next tier. */
export function RadarPage(): ReactElement {
  const { t } = useTranslation();
  const view: RadarView = useSearch({ from: '/radar' });
  const navigate = useNavigate({ from: '/radar' });
  const show = (part: Parameters<typeof changedView>[1]): void =>
    void navigate({ search: changedView(view, part), replace: true });
  const { days = 90, tier, owner } = view;
  const isNear = view.list === 'near';
  return (
    <Page
      title={t('radar.title')}
      below={t(isNear ? 'near.text' : 'radar.text')}
      actions={isNear ? undefined : <ExportFile path="/radar/file" query={{ days, tier, owner }} />}
    >
      <div className="row between no-print">
        <Segmented<'falls' | 'near'>
          aria-label={t('radar.list')}
          value={view.list ?? 'falls'}
          onChange={(list) => show({ list: list === 'near' ? list : undefined, tier: undefined })}
          options={[
            { value: 'falls', label: t('radar.falls') },
            { value: 'near', label: t('near.title') },
          ]}
        />
        {isNear ? null : (
          <Segmented<number>
            aria-label={t('radar.horizon')}
            value={days}
            onChange={(next) => show({ days: next === 30 || next === 60 ? next : undefined })}
            options={[30, 60, 90].map((each) => ({ value: each, label: t('radar.days', { days: each }) }))}
          />
        )}
      </div>
      {isNear ? <NearList view={view} show={show} /> : <FallList view={view} show={show} />}
    </Page>
  );
}
