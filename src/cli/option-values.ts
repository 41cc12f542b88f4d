import type { Option } from 'commander';
import { type Day, readDay } from '../domain/calendar.ts';
import { closest } from '../domain/parse/closest.ts';
import { numberHint, plainNumber } from '../domain/parse/number-hint.ts';
import { refuse } from '../domain/problem.ts';
import { type Text, text } from '../domain/text.ts';
import { readMoment } from '../domain/tidy/read-moment.ts';
import { type RejectReason, rejectText } from '../domain/tidy/reading.ts';
import type { DayOrder } from '../domain/tidy/written-day.ts';

/** An option that takes one of a few words; any other is refused by name. */
export function withChoices(option: Option, choices: readonly string[]): Option {
  return option.choices([...choices]).argParser((written: string) => {
    const folded = written.trim().toLowerCase();
    const found = choices.find((choice) => choice === folded);
    if (found !== undefined) return found;
    const guess = closest(folded, choices);
    const list = choices.join(', ');
    return refuse(
      'unknown-choice',
      flagOf(option),
      `“${written}”不可用${guess ? `，是不是“${guess}”？` : '。'}可选：${list}`,
      `“${written}” cannot be used${guess ? `; did you mean “${guess}”?` : '.'} Choose from: ${list}`,
    );
  });
}

/** An option that takes a whole number within bounds. */
export function withWholeNumber(option: Option, [from, to]: readonly [number, number]): Option {
  return option.argParser((written: string) => {
    const fits = (digits: string | undefined): boolean =>
      /^\d{1,16}$/.test(digits ?? '') && Number(digits) >= from && Number(digits) <= to;
    if (fits(written.trim())) return Number(written);
    const hint = fits(plainNumber(written)) ? numberHint(written) : text('', '');
    return refuse(
      'bad-number',
      flagOf(option),
      `“${written}”应是 ${from} 到 ${to} 的整数${hint.zh}`,
      `“${written}” should be a whole number from ${from} to ${to}${hint.en}`,
    );
  });
}

/** The day an option names, in any form that can only mean one day. */
export function dayOption(flag: string, written: string, order?: DayOrder): Day {
  const exact = readDay(written.trim());
  if (exact !== undefined) return exact;
  const reading = readMoment(written, 'UTC', order);
  if (!reading.ok) return refuseDay(flag, written, reading.reason);
  const found = reading.value?.time === null ? readDay(reading.value.day) : undefined;
  // A bare number that Excel or Unix would take for a day is a slip here.
  const numbered = reading.tidied.includes('excel-serial') || reading.tidied.includes('unix-time');
  return found === undefined || numbered ? refuseDay(flag, written, 'date-unreadable') : found;
}

const ownWords: Readonly<Partial<Record<RejectReason, Text>>> = {
  'date-unreadable': text('应是日期，如 2026-01-31', ' should be a day such as 2026-01-31'),
  'date-impossible': text(
    '：没有这一天。应是日期，如 2026-01-31',
    ': no such day. Write one such as 2026-01-31',
  ),
};

function refuseDay(flag: string, written: string, reason: RejectReason): never {
  const { zh, en } = ownWords[reason] ?? text(`：${rejectText[reason].zh}`, `: ${rejectText[reason].en}`);
  return refuse('not-a-day', flag, `“${written}”${zh}`, `“${written}”${en}`);
}

function flagOf({ long, flags }: Option): string {
  return long ?? flags;
}
