import type { DataFolder } from '../../db/data-folder.ts';
import { currencyDecimals } from '../../domain/currency.ts';
import { text } from '../../domain/text.ts';
import type { DayOrder } from '../../domain/tidy/written-day.ts';
import { type Evaluation, evaluateAll } from '../evaluations/evaluate-all.ts';
import type { Progress } from '../grade/report.ts';
import { businessOf } from '../schemes/business.ts';
import { firstPublication } from '../schemes/published-schemes.ts';
import { importFiles } from './import-files.ts';
import type { ImportReport, ImportRequest } from './import-request.ts';
import { readMappings } from './kept-mappings.ts';
import type { ReadingContext } from './readers.ts';

/** An import in the business's own money and clock. */
export interface ShopImport extends Omit<ImportRequest, 'context' | 'kept'> {
  /** How to read 3/4/2026; without it such dates are rejected. */
  readonly dayOrder: DayOrder | undefined;
  /** False: files are read by the names of their columns, not as files like them were settled before. */
  readonly remembered?: boolean;
}

/** Reads files in the business's own money and clock into the register. */
export async function importIntoShop(folder: DataFolder, request: ShopImport): Promise<ImportReport> {
  return await importFiles(folder, await inShop(folder, request));
}

/** What is asked for, in the business's own money and clock, and with the mappings that it keeps. */
export async function inShop<Request extends ShopImport>(
  folder: DataFolder,
  { remembered = true, ...request }: Request,
): Promise<Omit<Request, 'remembered'> & Pick<ImportRequest, 'context' | 'kept'>> {
  const context = await shopContext(folder, request.dayOrder);
  const kept = remembered ? await readMappings(folder.database().reader) : [];
  return { ...request, context, kept };
}

/** What values are read with in the business's own money and clock. */
export async function shopContext(
  folder: DataFolder,
  dayOrder: DayOrder | undefined,
): Promise<ReadingContext> {
  const business = await businessOf(folder.database().reader);
  const decimals = currencyDecimals(business.currency);
  return { ...business, decimals, dayOrder, sign: 'point' };
}

/** Grades everybody if there is a scheme to grade by. */
export async function gradeAfter(
  folder: DataFolder,
  { clock, progress }: { readonly clock: () => number; readonly progress: Progress },
): Promise<Evaluation | null> {
  if ((await firstPublication(folder.database().reader)) === null) return null;
  progress.step(text('重新评级', 'grading everybody again'));
  return await evaluateAll(folder, { asOf: null, clock });
}
