/** A log of commits beside a database file: a start that does not follow a clean end reads all of it again. */
export interface CommitLog {
  readonly bytes: () => number;
  /** Takes it over into the file; beside some transactions of others the engine refuses at once. */
  readonly takeOver: () => Promise<void>;
}

/** When a log is taken over. */
export interface Checkpoints {
  /** To be told of every commit. */
  readonly committed: () => void;
  /** Takes the log over if it is time; to be called between commits. */
  readonly takeOverIfDue: () => Promise<void>;
  /** To be told when there is nothing more to write. */
  readonly pause: () => void;
  readonly stop: () => void;
}

interface Told {
  /** Told why it could not be taken over. */
  readonly refused: (error: unknown) => Promise<void>;
  /** Told after a pause, to call `takeOverIfDue`. */
  readonly rested: () => void;
}

/** From then on it is taken over though more is waiting: of a thousand commits that change eight rows each a start takes two seconds, of three thousand eleven. */
const MOST = { commits: 1000, bytes: 64_000_000 };
/** From then on in a pause. */
const FEW = { commits: 50, bytes: 4_000_000 };
const PAUSE_MS = 1000;
const AFTER_REFUSAL_MS = 20_000;

/** The engine's own way is within any commit of which it expects much log: everybody waits for that one longer. */
export function openCheckpoints({ bytes, takeOver }: CommitLog, { refused, rested }: Told): Checkpoints {
  let commits = 0;
  let refusedAt = 0;
  let isPause = false;
  let timer: NodeJS.Timeout | undefined;
  const few = (): boolean => commits >= FEW.commits || bytes() >= FEW.bytes;
  const most = (): boolean =>
    commits - refusedAt >= MOST.commits || (refusedAt === 0 && bytes() >= MOST.bytes);
  const wait = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isPause = true;
      rested();
    }, ms);
    timer.unref();
  };
  return {
    committed: () => {
      clearTimeout(timer);
      commits++;
    },
    takeOverIfDue: async () => {
      const due = isPause ? few() : most();
      isPause = false;
      if (!due) return;
      try {
        await takeOver();
        [commits, refusedAt] = [0, 0];
      } catch (error) {
        refusedAt = commits;
        await refused(error);
      }
    },
    pause: () => {
      if (few()) wait(commits === refusedAt ? AFTER_REFUSAL_MS : PAUSE_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
