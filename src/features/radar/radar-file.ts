import type { DataFolder } from '../../db/data-folder.ts';
import { addDays } from '../../domain/calendar.ts';
import { currencyDecimals } from '../../domain/currency.ts';
import { type Lang, text } from '../../domain/text.ts';
import { type Reading, readCustomers } from '../customers/reading.ts';
import type { Generation } from '../evaluations/generation.ts';
import { listColumns, tierTitles } from '../exports/list-titles.ts';
import { dateColumn, metricColumn, type TableColumn, textColumn } from '../exports/table-column.ts';
import { type FileForm, writeFile } from '../exports/write-file.ts';
import type { OutRow } from '../grade/out-table.ts';
import { allFallsSql, type Fall, type FallRow, fallRow, withWords } from './list-falls.ts';
import { fallsSql, type RadarQuery, seeLook } from './radar-rows.ts';
import type { Horizon } from './read-radar.ts';

export interface RadarFileRequest extends RadarQuery {
  readonly days: Horizon;
  readonly form: FileForm;
  readonly lang: Lang;
  readonly signal: AbortSignal;
}

/** As many are put into words at once. */
const BATCH = 500;

/** Writes a row for everybody who falls within a horizon, the earliest first. Gives how many. */
export async function writeRadarFile(folder: DataFolder, request: RadarFileRequest): Promise<number> {
  return await readCustomers(folder, async (reading) => {
    const { generation } = reading;
    async function* batches(): AsyncGenerator<readonly OutRow[]> {
      if (generation === null) return;
      for await (const falls of fallBatches(folder, reading, generation, request)) {
        request.signal.throwIfAborted();
        yield falls.map((fall) => outRow(fall, generation.scheme.currency, request.lang));
      }
    }
    return await writeFile(folder, request.form, columnsOf(generation), batches(), request.signal);
  });
}

async function* fallBatches(
  folder: DataFolder,
  { db, dialect }: Reading,
  generation: Generation,
  { days, ...query }: RadarFileRequest,
): AsyncGenerator<readonly Fall[]> {
  const seen = await seeLook(db, generation);
  if (seen === null) return;
  const falls = allFallsSql(fallsSql(seen, query, addDays(seen.look.asOf, days)));
  const words = async (rows: readonly FallRow[]) =>
    await withWords({ kysely: db, dialect }, generation, rows);
  let batch: FallRow[] = [];
  for await (const cells of folder.database().stream(falls)) {
    batch.push(fallRow(cells));
    if (batch.length < BATCH) continue;
    yield await words(batch);
    batch = [];
  }
  yield await words(batch);
}

const titles = {
  ...tierTitles,
  falls_on: text('降级日期', 'falls on'),
  keep_by: text('保级截止', 'keep by'),
  keeps: text('怎样保级', 'what keeps it'),
  spend_12_months: text('近 12 个月消费', 'spend in 12 months'),
};

function columnsOf(generation: Generation | null): TableColumn[] {
  const spend = generation?.scheme.metrics.get('spend');
  const names = ['customer_id', 'name', 'owner', 'from', 'to'];
  const columns = [
    ...names.map(textColumn),
    ...['falls_on', 'keep_by'].map(dateColumn),
    textColumn('keeps'),
    spend === undefined || generation === null
      ? textColumn('spend_12_months')
      : metricColumn('spend_12_months', spend, generation.scheme.currency),
  ];
  return listColumns(columns, titles);
}

function outRow({ from, to, keeps, ...fall }: Fall, currency: string, lang: Lang): OutRow {
  const whose = [fall.externalId, fall.name, fall.owner];
  return [
    ...whose,
    from.id,
    to.id,
    fall.fallsOn,
    fall.decided,
    keeps[lang] || null,
    fall.spend.toFixed(currencyDecimals(currency)),
  ];
}
