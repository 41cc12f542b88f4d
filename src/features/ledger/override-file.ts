import type { DataFolder } from '../../db/data-folder.ts';
import type { Lang } from '../../domain/text.ts';
import type { Seal } from '../contacts/seal.ts';
import { dateColumn, type TableColumn, textColumn } from '../exports/table-column.ts';
import { checkFormat, writeTable } from '../exports/write-table.ts';
import { openOutput } from '../files/output.ts';
import type { OutRow } from '../grade/out-table.ts';
import { listOverrides, type OverrideQuery } from './list-overrides.ts';
import type { ListedOverride } from './listed-override.ts';

export interface OverrideFileRequest extends OverrideQuery {
  readonly out: string;
  readonly lang: Lang;
  readonly signal: AbortSignal;
}

const BATCH = 500;

/** Writes a row for everything set by hand that is asked for, by the day it ends (.csv, .xlsx, .json). Gives how many. */
export async function writeOverrideFile(
  folder: DataFolder,
  seal: Seal,
  { out, lang, signal, ...query }: OverrideFileRequest,
): Promise<number> {
  checkFormat(out, ['.csv', '.xlsx', '.json']);
  const output = await openOutput(out);
  let written = 0;
  async function* batches(): AsyncGenerator<readonly OutRow[]> {
    let after: string | null = null;
    do {
      signal.throwIfAborted();
      const page = { ...query, latestFirst: false, limit: BATCH, after };
      const { overrides, next } = await listOverrides(folder, seal, page);
      written += overrides.length;
      yield overrides.map((override) => outRow(override, lang));
      after = next;
    } while (after !== null);
  }
  try {
    await writeTable(output, columns, batches());
    await output.finish();
  } finally {
    await output.discard();
  }
  return written;
}

const columns: readonly TableColumn[] = [
  ...['customer_id', 'name', 'owner', 'kind', 'tier', 'tier_name', 'state'].map(textColumn),
  ...['from', 'until'].map(dateColumn),
  ...['reason', 'author', 'given_at', 'approver', 'approval_word', 'ended_by', 'end_word'].map(textColumn),
];

function outRow(override: ListedOverride, lang: Lang): OutRow {
  const { externalId, name, owner, kind, tier, state, from, until } = override;
  const { reason, author, givenAt, approver, approvalWord, endedBy, endWord } = override;
  return [
    ...[externalId, name, owner, kind, tier?.id ?? null, tier?.name[lang] ?? null, state, from, until],
    ...[reason, author, givenAt, approver, approvalWord, endedBy, endWord],
  ];
}
