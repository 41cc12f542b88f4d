import { type KeyboardEvent, type ReactElement, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicatePage, DuplicatePair } from '../api/contract.ts';
import { MoreButton } from '../shown/MoreButton.tsx';
import { ProblemList } from '../shown/ProblemList.tsx';
import type { MorePages } from '../shown/use-pages.ts';
import type { PairState } from './duplicates-view.ts';
import { MergePair } from './MergePair.tsx';
import { PairCard } from './PairCard.tsx';
import { useDecide } from './use-decide.ts';

interface Props {
  readonly pages: readonly DuplicatePage[];
  readonly more: MorePages;
  readonly state: PairState;
  readonly mayDecide: boolean;
  /** Only those for one reason are asked for. */
  readonly isChosen: boolean;
}

/** The pairs one below the other, gone through by keys: who decides one is at the next. */
export function PairList({ pages, more, state, mayDecide, isChosen }: Props): ReactElement {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const at = useRef(0);
  const [merging, setMerging] = useState<DuplicatePair | null>(null);
  const focus = (index: number): void => {
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('article') ?? [])];
    cards[Math.min(Math.max(index, 0), cards.length - 1)]?.focus();
  };
  useStartByKey(mayDecide, () => focus(at.current));
  const goOn = (): void => void requestAnimationFrame(() => focus(at.current));
  const { decide, error } = useDecide(goOn);
  const pairs = pages.flatMap((page) => page.pairs);
  const move = (event: KeyboardEvent): void => {
    const cards = [...(list.current?.querySelectorAll('article') ?? [])];
    const here = event.target instanceof HTMLElement ? cards.indexOf(event.target) : -1;
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (here < 0 || step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    at.current = Math.min(Math.max(here + step, 0), cards.length - 1);
    focus(at.current);
  };
  if (pairs.length === 0) {
    return (
      <div className="card empty">
        <strong>{t(isChosen ? 'duplicates.noneChosen' : `duplicates.none.${state}`)}</strong>
        <p>{t('duplicates.noneText')}</p>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: moves between the pairs in it, which have the focus
    <div className="stack" ref={list} onKeyDown={move}>
      <ProblemList error={error} />
      {mayDecide ? <p className="soft small wide-only no-print">{t('duplicates.keys')}</p> : null}
      {pairs.map((pair, index) => (
        <PairCard
          key={`${pair.one.id} ${pair.other.id}`}
          pair={pair}
          state={state}
          decide={
            mayDecide
              ? (decision) => {
                  at.current = index;
                  decide(pair, decision);
                }
              : null
          }
          merge={() => {
            at.current = index;
            setMerging(pair);
          }}
        />
      ))}
      <MoreButton more={more} label={t('duplicates.more')} />
      {merging === null ? null : <MergePair pair={merging} done={goOn} close={() => setMerging(null)} />}
    </div>
  );
}

/** The first key goes to a pair from wherever on the page nothing else has the focus. */
function useStartByKey(isOn: boolean, start: () => void): void {
  const onKey = useEffectEvent((event: globalThis.KeyboardEvent): void => {
    const isFree = event.target === document.body || event.target === document.querySelector('main');
    if (!isFree || event.ctrlKey || event.metaKey || event.altKey || !/^[jkmnl]$/i.test(event.key)) return;
    event.preventDefault();
    start();
  });
  useEffect(() => {
    if (!isOn) return;
    const listen = (event: globalThis.KeyboardEvent): void => onKey(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [isOn]);
}
