import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { type Lang, text } from '../../domain/text.ts';
import { commas } from '../../sql/expression.ts';
import { storedColumns } from '../../sql/stored.ts';
import { gradedCells, type StreamedRow } from '../exports/graded-cells.ts';
import { listColumns, tierTitles } from '../exports/list-titles.ts';
import { metricColumn, type TableColumn, textColumn } from '../exports/table-column.ts';
import { type FileForm, writeFile } from '../exports/write-file.ts';
import { inBatches } from '../exports/write-table.ts';
import type { OutRow } from '../grade/out-table.ts';
import { besideOn, type Comparison } from './beside.ts';
import { chosenMovers, type MoverChoice, moverOrder } from './chosen-movers.ts';
import { type Ground, onGround, type Tried } from './ground.ts';
import { moverColumns } from './list-movers.ts';
import type { Watching } from './make-rows.ts';

export interface MoversFileRequest extends Tried, MoverChoice {
  readonly comparison: Comparison;
  readonly form: FileForm;
  readonly lang: Lang;
}

/** Writes a row for every chosen customer whose tier would be another. Gives how many. */
export async function writeMovers(
  folder: DataFolder,
  request: MoversFileRequest,
  watching: Watching,
): Promise<number> {
  return await onGround(folder, request, watching, async (ground) => {
    return await writeRows(folder, { ground, request, signal: watching.signal });
  });
}

interface Writing {
  readonly ground: Ground;
  readonly request: MoversFileRequest;
  readonly signal: AbortSignal;
}

async function writeRows(folder: DataFolder, { ground, request, signal }: Writing): Promise<number> {
  const { draft, comparison, lang, sort } = request;
  const { rows, published } = ground;
  const metrics = rows.graded.metrics.flatMap(storedColumns).map(({ name }) => [name, name] as const);
  const beside = await besideOn(ground, draft, comparison, [...moverColumns, ...metrics]);
  const person = moverColumns.map(([, name]) => sql.ref(`draft.${name}`));
  const then = gradedCells({
    ...{ alias: 'draft', graded: rows.graded, scheme: draft, lang },
    at: person.length + 1,
  });
  const select = sql`select ${commas([...person, sql`draft.from_tier`, ...then.select])}
    from (select *, to_tier as tier from ${beside} as compared where ${chosenMovers(ground, draft, request)}) as draft
    join customers on customers.customer_id = draft.customer_id
    order by ${moverOrder(sort, 'draft')}, draft.external_id`;
  const outRow = (row: StreamedRow): OutRow => [
    ...row.slice(0, person.length).map((cell) => (cell === null ? null : String(cell))),
    published.scheme.tiers[Number(row[person.length])]?.id ?? null,
    draft.tiers[then.tier(row) ?? -1]?.id ?? null,
    then.metric(row, 'spend'),
    ...then.ahead(row),
  ];
  const batches = inBatches(folder.database().stream(select), outRow, signal);
  return await writeFile(folder, request.form, fileColumns(draft), batches, signal);
}

function fileColumns(draft: Scheme): TableColumn[] {
  const spend = draft.metrics.get('spend');
  if (spend === undefined) throw new RangeError('no metric: spend');
  const columns = [
    ...['customer_id', 'name', 'owner', 'store', 'source', 'from', 'to'].map(textColumn),
    metricColumn('spend', spend, draft.currency),
    textColumn('next_tier'),
    textColumn('missing'),
  ];
  return listColumns(columns, { ...tierTitles, spend: text('累计消费', 'spend') });
}
