import type { DataFolder } from '../../db/data-folder.ts';
import { forgetDeliveries } from './deliveries.ts';
import { deriveDeliveries } from './derive-deliveries.ts';
import { type Endpoint, readEndpoints } from './endpoints.ts';
import { type Sending, sendDue } from './send-due.ts';

export interface RoundOptions extends Sending {
  /** A text that nobody has yet. */
  readonly newId: () => string;
  /** A failure of ours, to be logged. */
  readonly onFault: (error: unknown, what: string) => void;
}

export interface Rounds {
  /** Looks at every endpoint that is not being served: what is there to be told, what is due. One that is slow holds up no other. */
  readonly start: () => Promise<void>;
  /** Resolves when nothing is under way. */
  readonly settled: () => Promise<void>;
}

const HOUR_MS = 3_600_000;

export function openRounds(folder: DataFolder, options: RoundOptions): Rounds {
  const { clock, newId, onFault, signal } = options;
  const busy = new Map<bigint, Promise<void>>();
  /** The state of the data of which an endpoint was told everything. */
  const told = new Map<bigint, string>();
  let sweptAt = 0;
  const tell = async (endpoint: Endpoint): Promise<void> => {
    const version = await folder.version();
    if (told.get(endpoint.id) === version) return;
    let now: Endpoint | undefined = endpoint;
    while (now !== undefined && (await deriveDeliveries(folder, now, { at: clock(), newId }))) {
      await sendDue(folder, now, options);
      if (signal.aborted) return;
      now = (await readEndpoints(folder.database().reader, clock())).find(({ id }) => id === endpoint.id);
    }
    told.set(endpoint.id, version);
  };
  const serve = async (endpoint: Endpoint): Promise<void> => {
    await tell(endpoint);
    await sendDue(folder, endpoint, options);
  };
  return {
    start: async () => {
      const now = clock();
      for (const endpoint of await readEndpoints(folder.database().reader, now)) {
        const { id, disabledAt } = endpoint;
        if (disabledAt !== null || busy.has(id)) continue;
        const served = serve(endpoint)
          .catch((error: unknown) => onFault(error, `webhook ${id}`))
          .finally(() => busy.delete(id));
        busy.set(id, served);
      }
      if (now - sweptAt < HOUR_MS) return;
      sweptAt = now;
      await forgetDeliveries(folder, now);
    },
    settled: async () => {
      await Promise.all(busy.values());
    },
  };
}
