import { moneyText } from '../../domain/currency.ts';
import type { Lang, Text } from '../../domain/text.ts';
import { tidyingText } from '../../domain/tidy/reading.ts';
import type { Evaluation } from '../evaluations/evaluate-all.ts';
import { type Losses, noLosses } from '../register/losses.ts';
import type { Outcome } from '../register/recording.ts';
import type { Effect, MoneyEffect } from './effect.ts';
import type { ErrorFile } from './error-file.ts';
import type { FileDetails, TidiedKind } from './file-details.ts';
import { fileLines, fileNotes, unknownBuyers } from './file-words.ts';
import type { ImportReport } from './import-request.ts';
import { orderRemarks } from './order-remarks.ts';
import { findingText, type RowCounts } from './rejects.ts';
import { columnName } from './staged-file.ts';

/** What reading the files of an import came to, as its result says it. */
export interface ReadImport {
  readonly files: readonly FileResult[];
  /** Whether there is a list of the rows left out. */
  readonly rejects: boolean;
  /** Files with the rows left out, in the layout of their own. */
  readonly errorFiles: readonly ErrorFile[];
  /** What else is to be said, in one language. */
  readonly remarks: readonly string[];
}

/** An import's outcome as a job's result. */
export interface ImportResult extends ReadImport {
  readonly importId: string | null;
  readonly outcome: Outcome | null;
  /** Good rows that said again what another row says, and were passed over. */
  readonly repeated: number;
  /** Orders of the files of which nobody knows whose they are: kept, and graded for nobody. */
  readonly unattributed: number;
  /** Refunds of settlements that nobody had told of, or, of a dry run, that would be new; of other files left out. */
  readonly settled?: number;
  /** What customers have lost by a customer list, or would; the names of its columns. */
  readonly losses: readonly LostValues[];
  /** What a dry run found; null for an import. */
  readonly effect: EffectResult | null;
  readonly evaluation: EvaluationResult | null;
}

/** What an import would come to; money as numbers of major units. */
export interface EffectResult extends Omit<Effect, 'money' | 'unattributed' | 'settled' | 'losses'> {
  readonly currency: string;
  readonly money: Readonly<Record<keyof MoneyEffect, number>> | null;
}

/** Values that are taken away by blank cells, and phones or e-mails replaced by others that came masked, so many. */
export interface LostValues {
  readonly column: string;
  readonly taken: number;
  readonly masked: number;
}

export interface FileResult {
  readonly name: string;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Of a settlement: rows that are no refunds, among those accepted. */
  readonly passedOver: number;
  /** Rows of orders left out as nobody knows who bought: blank, masked, or a word such as 散客. `withoutBuyer: keep` keeps them for nobody. */
  readonly unknownBuyers: number;
  /** What is to be known of its rows though nothing is wrong with them, such as sums left out; in one language. */
  readonly notes: readonly string[];
  readonly preset: string | null;
  /** What is to be said of it, in one language: columns, what was tidied, what was left out and why. */
  readonly said: readonly string[];
  readonly reasons: readonly { readonly message: string; readonly count: number }[];
  /** The first values for which rows were left out or cells left blank, contact data masked. */
  readonly firstRejected: FileDetails['firstRejected'];
  readonly tidied: readonly (TidiedKind & { readonly message: string })[];
}

export interface EvaluationResult extends Omit<Evaluation, 'id'> {
  readonly id: string;
}

/** What reading came to, before anything is kept. */
export function readResult(
  report: Pick<ImportReport, 'files' | 'details' | 'errorFiles' | 'collapsed'>,
  lang: Lang,
): ReadImport {
  return {
    files: filesOf(report, lang),
    rejects: report.files.some(({ counts }) => counts.findings.length + counts.blanked.length > 0),
    errorFiles: report.errorFiles,
    remarks: report.collapsed === null ? [] : orderRemarks(report.collapsed).map((remark) => remark[lang]),
  };
}

/** What customers lose, by the columns that say so. */
export function lostValues(
  { files }: Pick<ImportReport, 'files'>,
  { taken, masked }: Losses = noLosses,
): LostValues[] {
  const named = (field: string): string => {
    const wanted = field === 'registered_day' ? 'registered_at' : field;
    return files.flatMap(({ staged }) => columnName(staged, wanted) ?? [])[0] ?? field;
  };
  return [...new Set([...taken.keys(), ...masked.keys()])].map((field) => ({
    column: named(field),
    taken: taken.get(field) ?? 0,
    masked: masked.get(field) ?? 0,
  }));
}

/** What a dry run would come to. */
export function effectResult(effect: Effect, currency: string): EffectResult {
  const { outcome, newCustomers, days, money } = effect;
  return { outcome, newCustomers, days, currency, money: moneyResult(money, currency) };
}

function moneyResult(money: MoneyEffect | null, currency: string): EffectResult['money'] {
  if (money === null) return null;
  const major = (minor: bigint): number => Number(moneyText(minor, currency));
  const { orders, refunds, before, after } = money;
  return { orders: major(orders), refunds: major(refunds), before: major(before), after: major(after) };
}

export function evaluationResult(evaluation: Evaluation | null): EvaluationResult | null {
  return evaluation && { ...evaluation, id: String(evaluation.id) };
}

export function filesOf(
  { files, details }: Pick<ImportReport, 'files' | 'details'>,
  lang: Lang,
): FileResult[] {
  return files.map(({ staged, counts }, index) => ({
    said: fileLines({ staged, counts }, lang),
    name: staged.file.original,
    rows: counts.rows,
    accepted: counts.rows - counts.rejected,
    rejected: counts.rejected,
    passedOver: counts.passedOver ?? 0,
    unknownBuyers: unknownBuyers({ staged, counts }),
    notes: fileNotes({ staged, counts }, lang),
    preset: staged.preset?.id ?? null,
    reasons: reasonsOf(counts, lang),
    firstRejected: details[index]?.firstRejected ?? [],
    tidied: (details[index]?.tidied ?? []).map((each) => ({
      ...each,
      message: tidyingText[each.kind][lang],
    })),
  }));
}

function reasonsOf({ findings, blanked }: RowCounts, lang: Lang): FileResult['reasons'] {
  const worded = (column: string, reason: Text): string => {
    const separator = lang === 'zh' ? '：' : ': ';
    return column === '' ? reason[lang] : `${column}${separator}${reason[lang]}`;
  };
  return [...findings, ...blanked].map((finding) => ({
    message: worded(finding.column, findingText(finding)),
    count: finding.rows,
  }));
}
