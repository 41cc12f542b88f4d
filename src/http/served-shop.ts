import type { DataFolder } from '../db/data-folder.ts';
import type { PasswordCost } from '../features/access/passwords.ts';
import type { Seal } from '../features/contacts/seal.ts';
import type { Reach } from '../features/webhooks/reach.ts';

/** What the server serves: one business's data folder, and how it may be reached. */
export interface ServedShop {
  readonly folder: DataFolder;
  readonly seal: Seal;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly version: string;
  /** Opens the API to commands on this machine, as the lock file tells them. */
  readonly localToken: string;
  /** Names under which the server may be asked, beside localhost, this machine's name and addresses as numbers. */
  readonly hosts: readonly string[];
  /** Folder of the built web app; null when there is none. */
  readonly webApp: string | null;
  /** How endpoints of webhooks are reached. */
  readonly reach: Reach;
  /** Whether it is started again after it was ended: imports that were asked for then go on. */
  readonly lasting: boolean;
  /** A fault of ours, to be logged. */
  readonly onFault: (error: unknown, request: string) => void;
  /** The largest file that may be sent; else somewhat less than 2 GB. */
  readonly mostUploadBytes?: number;
  /** Cheaper in tests. */
  readonly passwordCost?: PasswordCost;
}
