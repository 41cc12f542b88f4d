import { type Kysely, sql } from 'kysely';
import type { Expression } from '../../sql/expression.ts';
import { isoMoment } from '../register/recording.ts';
import type { UndoEffect } from './undo-effect.ts';

/** The last time that an import was taken back. */
export interface EarlierUndo {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly author: string;
  /** How much of the import it left. */
  readonly stayed: number;
  /** The imports that had changed again what it left, the last first. */
  readonly laterImports: readonly string[];
}

/** The last undo of each import; `which` is what stands after the column of its number. */
export async function readUndos(
  db: Kysely<unknown>,
  which: Expression,
): Promise<ReadonlyMap<bigint, EarlierUndo>> {
  const { rows } = await sql<{
    undoes: bigint;
    at: string;
    author: string;
    report: string;
  }>`select undoes, cast(finished_at as text) as at, author, cast(report as text) as report
    from imports join recordings on recordings.import_id = imports.import_id
    where undoes ${which} and status = 'done' order by imports.import_id`.execute(db);
  return new Map(
    rows.map(({ undoes, at, author, report }) => {
      const { stays } = JSON.parse(report) as Pick<UndoEffect, 'stays'>;
      // Undos of earlier versions did not say which.
      const { count: stayed, laterImports = [] } = stays as Partial<UndoEffect['stays']> & { count: number };
      return [undoes, { at: isoMoment(at), author, stayed, laterImports }];
    }),
  );
}
