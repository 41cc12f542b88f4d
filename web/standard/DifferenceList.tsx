import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Fragment, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SchemeDifference } from '../api/contract.ts';
import { keyed } from '../shown/keyed.ts';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { useName, useSay } from '../texts/use-say.ts';
import { differenceQuery, type Standard } from './scheme-queries.ts';

interface Props {
  readonly to: Standard;
  /** Null: the standard in force. */
  readonly from?: Standard | null;
}

/** What changes from one standard to another, in sentences under what they are about. */
export function DifferenceList({ to, from = null }: Props): ReactElement {
  const { t } = useTranslation();
  const { data, error } = useQuery(differenceQuery(to, from));
  if (data === undefined) {
    return error === null ? (
      <Skeleton active title={false} paragraph={{ rows: 2 }} />
    ) : (
      <ProblemList error={error} />
    );
  }
  if (data.changes.length === 0) return <p className="soft">{t('versions.noChange')}</p>;
  return (
    <div className="stack tight">
      {keyed(byAbout(data.changes)).map(({ key, item }) => (
        <Fragment key={key}>
          <About group={item} />
        </Fragment>
      ))}
    </div>
  );
}

type Changes = SchemeDifference['changes'];

function About({ group }: { readonly group: Changes }): ReactElement {
  const say = useSay();
  const nameOf = useName();
  const { dated } = useFormat();
  const about = group[0]?.about ?? null;
  const lines = keyed(group.map(({ said }) => nameOf(dated(say(said)))));
  return (
    <div>
      {about === null ? null : <strong>{nameOf(about)}</strong>}
      <ul className="fallen">
        {lines.map(({ key, item }) => (
          <li key={key}>{item}</li>
        ))}
      </ul>
    </div>
  );
}

/** Those that follow one another and are about the same tier or metric. */
function byAbout(changes: Changes): Changes[] {
  const groups: Changes[] = [];
  for (const change of changes) {
    const last = groups.at(-1);
    const before = last?.[0]?.about;
    const isSame =
      before === change.about || (before?.zh === change.about?.zh && before?.en === change.about?.en);
    if (last !== undefined && isSame) last.push(change);
    else groups.push([change]);
  }
  return groups;
}
