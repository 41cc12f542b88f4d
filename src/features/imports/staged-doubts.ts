import { sql } from 'kysely';
import type { Day } from '../../domain/calendar.ts';
import { customerDoubts, type Doubt, eventDoubts } from '../../domain/doubts.ts';
import { isRecordedSource } from '../../domain/event.ts';
import { doubtSql } from '../../sql/doubt.ts';
import type { Expression } from '../../sql/expression.ts';
import { fieldValue, type StagedFile } from './staged-file.ts';

/** What may be in doubt about the rows of a list of customers or events, as conditions over `joinedRows`; nothing about other files. */
export function stagedDoubts(
  staged: StagedFile,
  today: Day,
): readonly { readonly doubt: Doubt; readonly holds: Expression }[] {
  const values = (names: Readonly<Record<string, string>>): Record<string, Expression> => {
    const known = Object.entries(names).filter(([, field]) =>
      staged.fields.some(({ name }) => name === field),
    );
    return Object.fromEntries(known.map(([value, field]) => [value, sql`(${fieldValue(staged, field)})`]));
  };
  const held = (doubts: readonly Doubt[], columns: Record<string, Expression>) =>
    doubts.map((doubt) => ({ doubt, holds: doubtSql(doubt, columns, today) }));
  if (staged.kind === 'customers') {
    const names = { birthday: 'birthday', registeredDay: 'registered_at' };
    return held(Object.values(customerDoubts), values(names));
  }
  if (!isRecordedSource(staged.kind)) return [];
  const used = staged.kind === 'usage' ? { used: 'quantity' } : {};
  return held(Object.values(eventDoubts), values({ day: 'at', resolvedDay: 'resolved_at', ...used }));
}
