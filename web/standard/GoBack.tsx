import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { SchemeListing, SimulationView } from '../api/contract.ts';
import { useSay } from '../texts/use-say.ts';
import { PublishDialog } from './PublishDialog.tsx';
import { versionQuery } from './scheme-queries.ts';

/** Puts an earlier version in force again, after a look at what that changes and for whom. */
export function GoBack({ to: { id, version, name } }: { readonly to: SchemeListing }): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const { data: found } = useQuery({ ...versionQuery(id, version), enabled: asking });
  const { data: simulation } = useQuery({
    queryKey: ['simulation', id, version],
    queryFn: ({ signal }) =>
      ask<SimulationView>('POST', '/simulations', { body: { document: found?.document }, signal }),
    enabled: asking && found !== undefined,
    retry: false,
    gcTime: 10_000,
  });
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {t('versions.goBack')}
      </Button>
      {asking ? (
        <PublishDialog
          title={t('versions.goBackTitle', { name: t('standard.version', { name: say(name), version }) })}
          standard={{ published: { id, version } }}
          simulation={simulation}
          doneText={t('versions.goBackDone')}
          close={() => setAsking(false)}
          published={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
