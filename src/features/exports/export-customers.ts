import { extname } from 'node:path';
import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Metric } from '../../domain/metric.ts';
import type { Lang } from '../../domain/text.ts';
import { commas } from '../../sql/expression.ts';
import { shownMetrics } from '../../sql/needed.ts';
import type { Visibility } from '../access/authorise.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import { currentGeneration, type Generation } from '../evaluations/generation.ts';
import { openOutput } from '../files/output.ts';
import type { OutRow } from '../grade/out-table.ts';
import { readCustomFields } from '../register/custom-fields.ts';
import { type CustomCell, customCells } from './custom-cells.ts';
import { gradedCells, type StreamedRow } from './graded-cells.ts';
import { dateColumn, metricColumn, type TableColumn, textColumn } from './table-column.ts';
import { writeParquet } from './write-parquet.ts';
import { checkFormat, inBatches, writeTable } from './write-table.ts';

export interface ExportRequest {
  readonly out: string;
  readonly lang: Lang;
  readonly signal: AbortSignal;
  /** Whose customers; without it everybody's. */
  readonly visibility?: Visibility;
}

export interface ExportReport {
  readonly customers: number;
  /** The evaluation whose tiers and metrics were written; null before the first. */
  readonly evaluation: bigint | null;
}

/** Columns of the register, each with what is read for it. */
const registered = [
  ['customer_id', sql`customers.external_id`],
  ['name', sql`customers.name`],
  ['phone', sql`customers.phone_masked`],
  ['email', sql`customers.email_masked`],
  ['region', sql`customers.region`],
  ['source', sql`customers.source`],
  ['store', sql`customers.store`],
  ['owner', sql`customers.owner`],
  ['registered_at', sql`cast(customers.registered_day as text)`],
] as const;

export const exportFormats = ['csv', 'xlsx', 'json', 'parquet'] as const;
export type ExportFormat = (typeof exportFormats)[number];
const endings = exportFormats.map((format) => `.${format}`);

/** The format that a file's name asks for. Throws an InputError for others. */
export function formatOf(out: string): ExportFormat {
  checkFormat(out, endings);
  return extname(out).slice(1).toLowerCase() as ExportFormat;
}

/**
 * Writes every customer with the tier and metrics of the published evaluation, by id in code-point order. Phone
 * numbers and e-mail addresses are masked. Customers who came after the evaluation have no tier yet.
 */
export async function exportCustomers(folder: DataFolder, request: ExportRequest): Promise<ExportReport> {
  const format = formatOf(request.out);
  const { reader } = folder.database();
  const generation = await currentGeneration(reader);
  const custom = customCells(await readCustomFields(reader));
  const { columns, from, outRow, read } = tableOf(generation, custom, request.lang);
  const select = sql`select ${commas(read)} from ${from} where ${visibleTo(request.visibility ?? { all: true }, sql`customers.owner`) ?? sql`true`} order by customers.external_id`;
  let customers = 0;
  const counted = (row: StreamedRow): OutRow => {
    customers++;
    return outRow(row);
  };
  const output = await openOutput(request.out);
  try {
    const batches = inBatches(folder.database().stream(select), counted, request.signal);
    if (format === 'parquet') {
      await writeParquet(folder, output, columns, batches);
    } else await writeTable(output, columns, batches);
    await output.finish();
  } finally {
    await output.discard();
  }
  return { customers, evaluation: generation?.id ?? null };
}

function tableOf(generation: Generation | null, custom: readonly CustomCell[], lang: Lang) {
  const fixed: readonly TableColumn[] = [
    ...registered.map(([name]) => (name === 'registered_at' ? dateColumn(name) : textColumn(name))),
    ...custom.map(({ column }) => column),
  ];
  const read = [...registered.map(([, expression]) => expression), ...custom.map(({ read: cell }) => cell)];
  const cells = (row: StreamedRow): OutRow => row.slice(0, read.length).map(textOrNull);
  const ended = (columns: readonly TableColumn[]): TableColumn[] => [
    ...fixed,
    textColumn('tier'),
    ...columns,
    textColumn('next_tier'),
    textColumn('missing'),
  ];
  if (generation === null) {
    const outRow = (row: StreamedRow) => [...cells(row), null, null, null];
    return { columns: ended([]), read, from: sql`customers`, outRow };
  }
  const { scheme, graded } = generation;
  const now = gradedCells({ alias: 'graded', graded, scheme, lang, at: read.length });
  const metrics = exportedMetrics(generation);
  const taken = new Set(ended([]).map(({ name }) => name));
  const named = metrics.map((metric) =>
    metricColumn(taken.has(metric.id) ? `metric_${metric.id}` : metric.id, metric, scheme.currency),
  );
  const outRow = (row: StreamedRow): OutRow => [
    ...cells(row),
    scheme.tiers[now.tier(row) ?? -1]?.id ?? null,
    ...metrics.map(({ id }) => now.metric(row, id)),
    ...now.ahead(row),
  ];
  const from = sql`customers
    left join ${sql.table(graded.table)} as graded on graded.customer_id = customers.customer_id`;
  return { columns: ended(named), read: [...read, ...now.select], from, outRow };
}

/** The scheme's own metrics and those of its rules in their order, then whatever else was stored. */
function exportedMetrics({ scheme, graded }: Generation): Metric[] {
  const stored = new Map(graded.metrics.map(({ metric }) => [metric.id, metric]));
  const order = new Set([...shownMetrics(scheme), ...stored.keys()]);
  return [...order].flatMap((id) => stored.get(id) ?? []);
}

function textOrNull(cell: unknown): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}
