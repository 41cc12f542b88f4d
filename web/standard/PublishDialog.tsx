import { useQuery } from '@tanstack/react-query';
import { Alert, App, Modal } from 'antd';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimulationView } from '../api/contract.ts';
import { useToday } from '../ledger/use-today.ts';
import { nextDay } from '../shown/days.ts';
import { Figures } from '../shown/Figures.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import { useFormat } from '../shown/use-format.ts';
import { DifferenceList } from './DifferenceList.tsx';
import { HolderChoice, type Holders } from './HolderChoice.tsx';
import { fromNow, isWhole, PublicationTerm, type Term } from './PublicationTerm.tsx';
import { currentQuery, type Standard } from './scheme-queries.ts';
import { usePublish } from './use-publish.ts';

interface Props {
  readonly title: string;
  readonly standard: Standard;
  /** Of this standard; undefined while it is not known. */
  readonly simulation: SimulationView | undefined;
  /** What is told when everybody was graded by it. */
  readonly doneText: string;
  readonly close: () => void;
  readonly published: () => void;
  readonly children?: ReactNode;
}

/** What would change, for how many, from when on: the last look before a standard is published. */
export function PublishDialog(props: Props): ReactElement {
  const { title, standard, simulation, doneText, close, published, children } = props;
  const { t } = useTranslation();
  const { day } = useFormat();
  const { message } = App.useApp();
  const today = useToday();
  const [term, setTerm] = useState<Term>(fromNow);
  const [holders, setHolders] = useState<Holders>('anew');
  const { data: current } = useQuery(currentQuery);
  const falls = (simulation?.down ?? 1) > 0;
  const publish = usePublish(standard, ({ inForceFrom }) => {
    message.success(inForceFrom > today ? t('versions.planDone', { day: day(inForceFrom) }) : doneText);
    published();
  });
  const startsOn = term.kind === 'now' ? today : term.startsOn;
  const waits = seasonInTheWay(current?.until ?? null, term, startsOn);
  const isPlanned = startsOn > today || waits !== null;
  return (
    <Modal
      open
      title={title}
      width={620}
      okText={isPlanned ? t('versions.plan') : t('draft.publishNow')}
      okButtonProps={{ disabled: !isWhole(term) }}
      confirmLoading={publish.isPending}
      onOk={() => publish.mutate({ term, holders: falls ? holders : 'anew' })}
      onCancel={close}
    >
      <div className="stack">
        <ProblemList error={publish.error} />
        <section className="stack tight" aria-label={t('versions.changes')}>
          <span className="soft">{t('versions.changesFrom')}</span>
          <DifferenceList to={standard} />
        </section>
        <Effect simulation={simulation} />
        <PublicationTerm term={term} change={setTerm} />
        {falls ? <HolderChoice title={t('holders.title')} value={holders} change={setHolders} /> : null}
        {children}
        {waits === null ? (
          <p className="soft">{t(isPlanned ? 'versions.plannedText' : 'draft.publishText')}</p>
        ) : (
          <Alert
            type="info"
            showIcon
            title={t('versions.inSeason', { until: day(waits), from: day(nextDay(waits)) })}
          />
        )}
      </div>
    </Modal>
  );
}

/** The last day of a season that has to end before; null for none. */
function seasonInTheWay(until: string | null, { kind }: Term, startsOn: string): string | null {
  return until !== null && kind !== 'season' && startsOn <= until ? until : null;
}

function Effect({ simulation }: { readonly simulation: SimulationView | undefined }): ReactElement {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (simulation === undefined) return <p>{t('draft.effectUnknown')}</p>;
  return (
    <Figures
      of={[
        { name: t('draft.up'), value: number(simulation.up) },
        { name: t('draft.down'), value: number(simulation.down) },
        { name: t('draft.stayed'), value: number(simulation.stayed) },
      ]}
    />
  );
}
