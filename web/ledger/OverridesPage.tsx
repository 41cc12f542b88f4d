import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented, Skeleton } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverridePage } from '../api/contract.ts';
import { useSession } from '../session/use-session.ts';
import { Page } from '../shell/Page.tsx';
import { ExportFile } from '../shown/ExportFile.tsx';
import { MoreButton } from '../shown/MoreButton.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { usePages } from '../shown/use-pages.ts';
import { LedgerTabs } from './LedgerTabs.tsx';
import { OverridesFilter } from './OverridesFilter.tsx';
import { OverridesTable } from './OverridesTable.tsx';
import { type OverridesView, overrideGroups, readOverridesView } from './overrides-view.ts';

/** As many days ahead an end is near. */
const SOON = 30;

/** Everything set by hand over the whole business, and the place to approve what waits. */
export function OverridesPage(): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  const isOwn = useSession()?.permissions['customers:read'] === 'own';
  const view: OverridesView = useSearch({ from: '/changes/overrides' });
  const navigate = useNavigate({ from: '/changes/overrides' });
  const show = (part: { readonly [Key in keyof OverridesView]: OverridesView[Key] | undefined }): void => {
    void navigate({ search: readOverridesView({ ...view, ...part }), replace: true });
  };
  const { state = 'in-force', ...filter } = view;
  const query = { state, ...filter, within: SOON };
  const { pages, error, more } = usePages<OverridePage>(
    ['overrides', query],
    '/overrides',
    { ...query, sort: state === 'ended' ? '-ends' : 'ends', limit: 50 },
    { keepsLast: true },
  );
  const [first] = pages ?? [];
  const overrides = pages?.flatMap((page) => page.overrides) ?? [];
  return (
    <Page
      title={t('overrides.list.title')}
      below={t(isOwn ? 'overrides.list.ownText' : 'overrides.list.text')}
      actions={<ExportFile path="/overrides/file" query={query} />}
    >
      <LedgerTabs />
      {first === undefined ? (
        (error ?? null) === null ? (
          <Skeleton active />
        ) : (
          <ProblemList error={error} />
        )
      ) : (
        <>
          <ProblemList error={error} />
          <div className="scroll-x no-print">
            <Segmented
              aria-label={t('overrides.list.group')}
              value={state}
              onChange={(next) => show({ state: next })}
              options={overrideGroups.map((value) => ({
                value,
                label: `${t(`overrides.list.groups.${value}`)} ${number(first.counts[value])}`,
              }))}
            />
          </div>
          <section className="card stack">
            <OverridesFilter page={first} view={view} show={show} />
            {overrides.length === 0 ? (
              <div className="empty">
                <strong>{t(`overrides.list.none.${state}`, { days: SOON })}</strong>
                <p>{t('overrides.list.noneText')}</p>
              </div>
            ) : (
              <OverridesTable overrides={overrides} />
            )}
            <MoreButton more={more} label={t('overrides.list.more')} />
          </section>
        </>
      )}
    </Page>
  );
}
