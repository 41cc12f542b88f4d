import type { ShopDatabase } from './shop-database.ts';
import type { Turns } from './turns.ts';
import type { Writer } from './writer.ts';

/** A business's database as a data folder holds it. */
export interface HeldDatabase {
  /** For reading. Ask each time: after a full disk the database is opened anew. */
  readonly database: () => ShopDatabase;
  readonly writer: Writer;
  /** Tells states of the data apart: while it gives the same, so does all that can be read. */
  readonly version: () => Promise<string>;
  /** Whether no other server had the database open when this one opened it. */
  readonly isFirst: boolean;
  /** Whether other servers may have the database open too. */
  readonly isShared: boolean;
  /** Among all servers on the database. */
  readonly turns: Turns;
  /** Resolves when what waits is written and the database is closed. */
  readonly close: () => Promise<void>;
}
