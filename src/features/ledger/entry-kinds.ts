import { type Text, text } from '../../domain/text.ts';
import type { EntryKind } from './read-ledger.ts';

/** What an entry of the ledger tells, in words. */
export const entryKinds: Readonly<Record<EntryKind, Text>> = {
  'first grading': text('首次评级', 'first grading'),
  upgrade: text('升级', 'upgrade'),
  downgrade: text('降级', 'downgrade'),
  correction: text('更正', 'correction'),
  override: text('人工调整', 'set by hand'),
  'scheme change': text('标准变更', 'change of standard'),
  merge: text('客户合并', 'merge'),
  unmerge: text('合并拆开', 'merge taken apart'),
};
