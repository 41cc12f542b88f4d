import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Segmented } from 'antd';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stringify } from 'yaml';
import type { SchemeDocument, SchemeView } from '../api/contract.ts';
import { Page } from '../shell/Page.tsx';
import { BacktestPanel } from './BacktestPanel.tsx';
import { ChallengeDraft } from './ChallengeDraft.tsx';
import { checkQuery } from './check-query.ts';
import { DraftText } from './DraftText.tsx';
import { DraftThresholds } from './DraftThresholds.tsx';
import { DraftWarnings, WarningCount } from './DraftWarnings.tsx';
import { PublishDraft } from './PublishDraft.tsx';
import { SimulationPanel } from './SimulationPanel.tsx';
import { TrialChoice } from './TrialChoice.tsx';
import { type Draft, useSettled } from './use-draft.ts';
import { type Trial, todaysTrial, useSimulation } from './use-simulation.ts';

interface Props {
  readonly scheme: SchemeView;
  readonly close: () => void;
}

/** Thresholds to move or text to write, with what that would do to everybody at once beside it. */
export function DraftEditor({ scheme, close }: Props): ReactElement {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>({ document: scheme.document });
  const [subject, setSubject] = useState<string | null>(null);
  const settled = useSettled(draft);
  const isChanged = !('document' in draft) || draft.document !== scheme.document;
  const [trial, setTrial] = useState<Trial>(todaysTrial);
  const { query: simulation, job } = useSimulation(
    settled,
    trial,
    'text' in settled || settled.document !== scheme.document,
  );
  const mode = 'text' in draft ? 'text' : 'thresholds';
  const write = (): void => {
    if ('document' in draft) setDraft({ text: textOf(draft.document) });
  };
  const settle = async (): Promise<void> => {
    if (!('text' in draft)) return;
    const document = await queries
      .fetchQuery(checkQuery({ text: draft.text }))
      .then((check) => (check.said === null ? null : (check.document as SchemeDocument)))
      .catch(() => null);
    // Whoever wrote on meanwhile stays at the text.
    const leave = (next: SchemeDocument): void =>
      setDraft((now) => (now === draft ? { document: next } : now));
    if (draft.text === textOf(scheme.document)) leave(scheme.document);
    else if (document !== null) leave(document);
    else {
      modal.confirm({
        title: t('draft.discardTitle'),
        content: t('draft.discardText'),
        okText: t('draft.discard'),
        onOk: () => leave(scheme.document),
      });
    }
  };
  return (
    <Page
      title={t('draft.title')}
      below={t('draft.text')}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <ChallengeDraft standard={draft} disabled={!isChanged} begun={close} />
          <PublishDraft
            draft={draft}
            simulation={
              isChanged && settled === draft && trial === todaysTrial && !simulation.isPlaceholderData
                ? simulation.data
                : undefined
            }
            disabled={!isChanged}
            published={close}
          />
        </>
      }
    >
      <div className="row between">
        <Segmented
          aria-label={t('draft.mode')}
          value={mode}
          onChange={(next) => (next === 'text' ? write() : void settle())}
          options={[
            { value: 'thresholds', label: t('draft.thresholds') },
            { value: 'text', label: t('draft.yaml') },
          ]}
        />
        <TrialChoice trial={trial} change={setTrial} />
        <WarningCount draft={draft} />
      </div>
      <div className="columns">
        {'text' in draft ? (
          <DraftText text={draft.text} change={(text) => setDraft({ text })} />
        ) : (
          <DraftThresholds
            scheme={scheme}
            document={draft.document}
            change={(document) => setDraft({ document })}
            focus={setSubject}
          />
        )}
        <SimulationPanel
          scheme={scheme}
          draft={draft}
          document={'document' in draft ? draft.document : null}
          subject={subject}
          simulation={isChanged ? simulation.data : undefined}
          error={isChanged && 'document' in draft ? simulation.error : null}
          isWaiting={isChanged && (simulation.isFetching || settled !== draft)}
          job={job}
          trial={trial}
        />
      </div>
      <DraftWarnings draft={draft} change={setDraft} />
      <BacktestPanel draft={draft} />
    </Page>
  );
}

function textOf(document: SchemeDocument): string {
  return stringify(document, { lineWidth: 0 });
}
