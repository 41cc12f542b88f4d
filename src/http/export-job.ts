import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dayOf } from '../domain/calendar.ts';
import { type ExportRequest, writeExport } from '../features/exports/write-export.ts';
import type { WorkOrder } from '../features/jobs/jobs.ts';
import { businessOf } from '../features/schemes/business.ts';
import type { ServedShop } from './served-shop.ts';

/** A file that waits for whoever asked for it. */
export interface MadeExport {
  readonly path: string;
  /** How the browser is to call it. */
  readonly name: string;
}

export interface ExportOrder extends Omit<ExportRequest, 'out' | 'signal' | 'progress'> {
  /** Told of the whole file, on disk, before anybody can ask for it. */
  readonly onMade: (job: string, made: MadeExport, rows: number) => Promise<void>;
}

/** As long a file waits; it is gone with the server, too. */
const WAITS_MS = 3_600_000;

/** An export as a job. Exports wait for each other alone: they change nothing. */
export function exportOrder(shop: ServedShop, { onMade, ...wanted }: ExportOrder): WorkOrder {
  const { folder, seal, clock } = shop;
  const placeOf = (job: string): string => join(folder.exchange, 'exports', job);
  const forget = async (job: string): Promise<void> =>
    await rm(placeOf(job), { recursive: true, force: true });
  return {
    kind: 'export',
    lane: 'exports',
    work: async ({ id, signal, progress }) => {
      const place = placeOf(id);
      await mkdir(place, { recursive: true });
      try {
        const { timeZone } = await businessOf(folder.database().reader);
        const { what, format, password } = wanted;
        const name = `${what}-${dayOf(clock(), timeZone)}.${format}${password === null ? '' : '.zip'}`;
        const path = join(place, name);
        const { rows, evaluation } = await writeExport(folder, seal, {
          ...wanted,
          out: path,
          signal,
          progress,
        });
        await onMade(id, { path, name }, rows);
        setTimeout(() => void forget(id), WAITS_MS).unref();
        return { rows, evaluation: evaluation === null ? null : String(evaluation), name };
      } catch (error) {
        await forget(id);
        throw error;
      }
    },
    forget,
  };
}
