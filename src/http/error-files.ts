import { join } from 'node:path';
import { type KeptErrorFiles, openErrorFiles } from '../features/imports/kept-error-files.ts';
import type { ServedShop } from './served-shop.ts';

/** Error files by the ids of imports, kept with the data; those of dry runs, by the ids of jobs, are gone with the server. */
export function errorFilesOf({ folder, seal, clock }: ServedShop, ofDryRuns: boolean): KeptErrorFiles {
  const place = ofDryRuns ? folder.exchange : folder.path;
  return openErrorFiles({ folder: join(place, 'error-files'), seal, clock });
}
