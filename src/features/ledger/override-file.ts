import type { DataFolder } from '../../db/data-folder.ts';
import { type Lang, text } from '../../domain/text.ts';
import type { Seal } from '../contacts/seal.ts';
import { listColumns, tierTitles } from '../exports/list-titles.ts';
import { dateColumn, type TableColumn, textColumn } from '../exports/table-column.ts';
import { type FileForm, writeFile } from '../exports/write-file.ts';
import type { OutRow } from '../grade/out-table.ts';
import { listOverrides, type OverrideQuery } from './list-overrides.ts';
import type { ListedOverride } from './listed-override.ts';

export interface OverrideFileRequest extends OverrideQuery {
  readonly form: FileForm;
  readonly lang: Lang;
  readonly signal: AbortSignal;
}

const BATCH = 500;

/** Writes a row for everything set by hand that is asked for, by the day it ends. Gives how many. */
export async function writeOverrideFile(
  folder: DataFolder,
  seal: Seal,
  { form, lang, signal, ...query }: OverrideFileRequest,
): Promise<number> {
  async function* batches(): AsyncGenerator<readonly OutRow[]> {
    let after: string | null = null;
    do {
      signal.throwIfAborted();
      const page = { ...query, latestFirst: false, limit: BATCH, after };
      const { overrides, next } = await listOverrides(folder, seal, page);
      yield overrides.map((override) => outRow(override, lang));
      after = next;
    } while (after !== null);
  }
  return await writeFile(folder, form, columns, batches(), signal);
}

const columns: readonly TableColumn[] = listColumns(
  [
    ...['customer_id', 'name', 'owner', 'kind', 'tier', 'tier_name', 'state'].map(textColumn),
    ...['from', 'until'].map(dateColumn),
    ...['reason', 'author', 'given_at', 'approver', 'approval_word', 'ended_by', 'end_word'].map(textColumn),
  ],
  {
    ...tierTitles,
    kind: text('种类', 'kind'),
    state: text('状态', 'state'),
    from: text('开始日期', 'from'),
    until: text('截止日期', 'until'),
    reason: text('原因', 'reason'),
    author: text('录入人', 'author'),
    given_at: text('录入时间', 'given at'),
    approver: text('审批人', 'approver'),
    approval_word: text('审批意见', 'approval word'),
    ended_by: text('结束人', 'ended by'),
    end_word: text('结束原因', 'end word'),
  },
);

function outRow(override: ListedOverride, lang: Lang): OutRow {
  const { externalId, name, owner, kind, tier, state, from, until } = override;
  const { reason, author, givenAt, approver, approvalWord, endedBy, endWord } = override;
  return [
    ...[externalId, name, owner, kind, tier?.id ?? null, tier?.name[lang] ?? null, state, from, until],
    ...[reason, author, givenAt, approver, approvalWord, endedBy, endWord],
  ];
}
