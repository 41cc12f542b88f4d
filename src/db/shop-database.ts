import type { Kysely, RawBuilder } from 'kysely';
import type { Expression } from '../sql/expression.ts';
import type { Database } from './database.ts';

/** The database that a business's data is kept in, of either engine; `kysely` is for the writer alone. */
export interface ShopDatabase extends Database {
  /** For queries beside the one that writes. */
  readonly reader: Kysely<unknown>;
  /** For long work beside reading and writing, over a connection of its own; to be closed by the caller. */
  readonly separate: () => Promise<Database>;
  /** A statement's rows as arrays, never all of them at once. */
  readonly stream: (statement: RawBuilder<unknown>) => AsyncGenerator<readonly unknown[]>;
  /** Makes Parquet files relations to select from while some work lasts. */
  readonly withFiles: <T>(
    paths: readonly string[],
    work: (relations: readonly Expression[]) => Promise<T>,
  ) => Promise<T>;
}
