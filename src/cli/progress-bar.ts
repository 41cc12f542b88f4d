import { SingleBar } from 'cli-progress';
import type { Lang, Text } from '../domain/text.ts';

export interface ProgressBar {
  readonly step: (label: Text) => void;
  /** Progress of the current step, 0 to 1. */
  readonly at: (fraction: number) => void;
  readonly stop: () => void;
}

const silent: ProgressBar = { step: () => undefined, at: () => undefined, stop: () => undefined };

/** A bar on a terminal; nothing where stderr is a file or a pipe. */
export function progressBar(stderr: NodeJS.WriteStream, lang: Lang): ProgressBar {
  if (!stderr.isTTY) return silent;
  const bar = new SingleBar({
    stream: stderr,
    format: '{bar} {percentage}% {label}',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  });
  bar.start(100, 0, { label: '' });
  return {
    step: (label) => bar.update(0, { label: label[lang] }),
    at: (fraction) => bar.update(Math.round(Math.min(1, fraction) * 100)),
    stop: () => bar.stop(),
  };
}
