import { useQuery } from '@tanstack/react-query';
import { Modal, Select, Skeleton } from 'antd';
import { type ReactElement, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchemeListing } from '../api/contract.ts';
import { useSay } from '../texts/use-say.ts';
import { DifferenceList } from './DifferenceList.tsx';
import { SaidTiers } from './SaidTiers.tsx';
import { versionQuery } from './scheme-queries.ts';

interface Props {
  readonly version: SchemeListing;
  readonly versions: readonly SchemeListing[];
  readonly close: () => void;
}

/** One version: all of it, or what it changes against another one. */
export function VersionDialog({ version, versions, close }: Props): ReactElement {
  const { t } = useTranslation();
  const say = useSay();
  const field = useId();
  const [against, compareWith] = useState<string>('');
  const { data: shown } = useQuery(versionQuery(version.id, version.version));
  const nameOf = (one: SchemeListing): string =>
    t('standard.version', { name: say(one.name), version: one.version });
  const other = versions.find((one) => keyOf(one) === against);
  const options = versions.filter((one) => keyOf(one) !== keyOf(version));
  const named = ({ id, version: number }: SchemeListing) => ({ published: { id, version: number } });
  return (
    <Modal open title={nameOf(version)} footer={null} width={720} onCancel={close}>
      <div className="stack">
        <div className="row tight">
          <label htmlFor={field} className="soft">
            {t('versions.compareWith')}
          </label>
          <Select
            id={field}
            style={{ minWidth: 220 }}
            value={against}
            onChange={compareWith}
            options={[
              { value: '', label: t('versions.whole') },
              ...options.map((one) => ({ value: keyOf(one), label: nameOf(one) })),
            ]}
          />
        </div>
        {other === undefined ? (
          shown === undefined ? (
            <Skeleton active />
          ) : (
            <SaidTiers said={shown.said} />
          )
        ) : (
          <DifferenceList from={named(other)} to={named(version)} />
        )}
      </div>
    </Modal>
  );
}

function keyOf({ id, version }: SchemeListing): string {
  return `${id}@${version}`;
}
