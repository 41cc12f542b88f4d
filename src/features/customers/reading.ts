import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Dialect } from '../../sql/expression.ts';
import {
  currentGeneration,
  type Generation,
  hasEverybody,
  publishedEvaluation,
} from '../evaluations/generation.ts';
import { readCustomFields } from '../register/custom-fields.ts';
import { type ListedFields, listedFields } from './listed-fields.ts';
import { createMemory, type Memory } from './memory.ts';

/** The customers as they stand: the published evaluation and what is remembered of this state of the data. */
export interface Reading {
  readonly db: Kysely<unknown>;
  readonly dialect: Dialect;
  /** Null before the first evaluation. */
  readonly generation: Generation | null;
  /** Every customer has a row in the generation; while an import is under way some may wait for theirs. */
  readonly complete: boolean;
  /** By what customers can be filtered beside metrics and tier. */
  readonly fields: ListedFields;
  /** Reads once for as long as the data stays the same. `what` says what is read, for whom. */
  readonly remember: <T>(what: readonly unknown[], read: () => Promise<T>) => Promise<T>;
}

interface Remembered {
  readonly readings: Memory;
  readonly answers: Memory;
  readonly generations: Memory;
}

/** Answers kept per data folder; a page of 50 customers takes some 20 KB. */
const MOST_ANSWERS = 500;

/** Of a database that was opened anew nothing is remembered: what is held of it reads through its connections. */
const remembered = new WeakMap<object, Remembered>();

/**
 * Reads customers. An evaluation that is published meanwhile takes its predecessor's table away, so what failed
 * then is read again.
 */
export async function readCustomers<T>(
  folder: DataFolder,
  work: (reading: Reading) => Promise<T>,
): Promise<T> {
  for (;;) {
    const reading = await openReading(folder);
    try {
      return await work(reading);
    } catch (error) {
      const evaluation = await publishedEvaluation(folder.database().reader);
      if (evaluation === (reading.generation?.id ?? null)) throw error;
    }
  }
}

/** As long as nothing was committed everything about the state of the data is known. */
async function openReading(folder: DataFolder): Promise<Reading> {
  const known = rememberedOf(folder);
  const version = await folder.version();
  return await known.readings(version, async () => await readState(folder, known));
}

async function readState(folder: DataFolder, known: Remembered): Promise<Reading> {
  const { reader: db, dialect } = folder.database();
  const { evaluation, recording, batch, importing } = await readNumbers(db);
  const generation =
    evaluation === null
      ? null
      : await known.generations(String(evaluation), async () => await currentGeneration(db));
  const state = [String(generation?.id), `${recording} ${batch}`];
  const remember: Reading['remember'] = async (what, read) =>
    // An import brings rows under a number that is known already.
    importing > 0n ? await read() : await known.answers(JSON.stringify([...state, ...what]), read);
  const [complete, custom] = await Promise.all([
    generation !== null && remember(['complete'], async () => await hasEverybody(db, generation)),
    remember(['custom fields'], async () => await readCustomFields(db)),
  ]);
  const fields = listedFields(custom, generation?.scheme.currency ?? 'CNY');
  return { db, dialect, generation, complete, fields, remember };
}

/** What tells one state of the data from another. */
interface StateNumbers {
  readonly evaluation: bigint | null;
  /** What was recorded last. */
  readonly recording: bigint | null;
  /** What the ledger said last. */
  readonly batch: bigint | null;
  /** Imports under way. */
  readonly importing: bigint;
}

async function readNumbers(db: Kysely<unknown>): Promise<StateNumbers> {
  const { rows } = await sql<StateNumbers>`select (select max(evaluation_id) from published) as evaluation,
    (select max(recording_id) from recordings) as recording, (select max(batch_id) from ledger_batches) as batch,
    (select count(*) from imports where finished_at is null) as importing`.execute(db);
  return rows[0] as StateNumbers;
}

function rememberedOf(folder: DataFolder): Remembered {
  const database = folder.database();
  const known = remembered.get(database) ?? {
    readings: createMemory(2),
    answers: createMemory(MOST_ANSWERS),
    generations: createMemory(2),
  };
  remembered.set(database, known);
  return known;
}
