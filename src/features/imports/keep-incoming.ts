import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Expression } from '../../sql/expression.ts';
import { countUnattributed } from '../register/buyers.ts';
import type { IncomingOrders } from '../register/insert-orders.ts';
import { recordSettled } from '../register/record-settled.ts';
import { recordWhole, type WholeRecording } from '../register/record-whole.ts';
import { recordWholeEvents } from '../register/record-whole-events.ts';
import { type Outcome, startRecording } from '../register/recording.ts';
import { countStrangers, forgetNumbers, reserveNumbers } from '../register/reserved-numbers.ts';
import { countStanding } from '../register/settled-refunds.ts';
import type { ImportRequest } from './import-request.ts';
import type { Incoming } from './incoming-orders.ts';
import type { MappingChoice } from './kept-mappings.ts';
import { type ImportNote, type KeptReport, setDone } from './noted-import.ts';

/** An import that is about to be kept. */
interface ReadyImport {
  readonly id: bigint;
  readonly note: ImportNote;
  readonly incoming: Incoming;
  /** What its report says beside the outcome. */
  readonly told: Pick<KeptReport, 'rejected' | 'errorFiles'>;
  /** What was settled of the columns of its files. */
  readonly choices: readonly MappingChoice[];
}

/** What became of rows, and how many orders among them are nobody's. */
export interface KeptOutcome extends Outcome {
  readonly unattributed: number;
}

type Keeping = Pick<ImportRequest, 'signal' | 'progress' | 'clock'>;

/**
 * Takes what files brought into the register: all or none, in one transaction that also says so. Under the recording with which it was
 * begun before, if it was: what others have recorded since is the later word.
 */
export async function keepIncoming(
  folder: DataFolder,
  { id, note, incoming, told, choices }: ReadyImport,
  { signal, progress, clock }: Keeping,
): Promise<KeptOutcome> {
  const recordingId = await startKeeping(folder, id, note);
  let unattributed = 0;
  const recording: Pick<WholeRecording, 'recordingId' | 'signal' | 'onProgress' | 'ended'> = {
    recordingId,
    signal,
    onProgress: progress.at,
    ended: async (trx, latest, outcome) => {
      await forgetNumbers(trx, id);
      const settled = 'settled' in incoming ? await countStanding(trx, id) : 0;
      const counted = { ...(unattributed > 0 ? { unattributed } : {}), ...(settled > 0 ? { settled } : {}) };
      const report = { ...outcome, ...told, ...counted };
      await setDone(trx, latest, { id, ended: note, report, choices, at: clock() });
    },
  };
  const database = folder.database();
  if ('events' in incoming) {
    return await database.withFiles([incoming.events], async (relations) => {
      const [events] = relations as readonly [Expression];
      return { ...(await recordWholeEvents(folder, events, recording)), unattributed };
    });
  }
  if ('settled' in incoming) {
    return await database.withFiles([incoming.settled], async (relations) => {
      const [settled] = relations as readonly [Expression];
      return { ...(await recordSettled(folder, settled, recording)), unattributed };
    });
  }
  const { orders, lines, refunds } = incoming.orders;
  return await database.withFiles([orders, lines, refunds], async (relations) => {
    const [o, l, r] = relations as readonly [Expression, Expression, Expression];
    const relation = { orders: o, lines: l, refunds: r };
    const numbersAfter = await numbersFor(folder, id, relation);
    unattributed = await countUnattributed(folder.database().reader, relation.orders);
    return { ...(await recordWhole(folder, relation, { ...recording, numbersAfter })), unattributed };
  });
}

/** Gives the recording of an import; a new one unless it had begun before. */
export async function startKeeping(
  { writer }: DataFolder,
  importId: bigint,
  note: ImportNote,
): Promise<bigint> {
  return await writer.write(async (trx) => {
    await sql`update imports set status = 'recording' where import_id = ${importId}`.execute(trx);
    const { rows } = await sql<{
      id: bigint;
    }>`select recording_id as id from recordings where import_id = ${importId}`.execute(trx);
    return rows[0]?.id ?? (await startRecording(trx, { at: note.at, author: note.author, importId }));
  });
}

/** Takes numbers for customers whom nobody knew before. Others may add some of them meanwhile, none goes. */
async function numbersFor(folder: DataFolder, importId: bigint, incoming: IncomingOrders): Promise<bigint> {
  const work = await folder.database().separate();
  const many = await countStrangers(work, incoming).finally(work.close);
  return await folder.writer.write(async (trx) => await reserveNumbers(trx, importId, many));
}
