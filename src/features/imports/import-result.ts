import type { Lang, Text } from '../../domain/text.ts';
import type { Evaluation } from '../evaluations/evaluate-all.ts';
import type { Outcome } from '../register/recording.ts';
import { fileLines } from './file-words.ts';
import type { GradedImport } from './import-into-shop.ts';
import type { ImportReport } from './import-request.ts';
import { findingText, type RowCounts } from './rejects.ts';

/** An import's outcome as a job's result. */
export interface ImportResult {
  readonly importId: string | null;
  readonly files: readonly FileResult[];
  readonly outcome: Outcome | null;
  /** Whether there is a list of the rows left out. */
  readonly rejects: boolean;
  readonly evaluation: EvaluationResult | null;
}

export interface FileResult {
  readonly name: string;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly preset: string | null;
  /** What is to be said of it, in one language: columns, what was tidied, what was left out and why. */
  readonly said: readonly string[];
  readonly reasons: readonly { readonly message: string; readonly count: number }[];
}

export interface EvaluationResult extends Omit<Evaluation, 'id'> {
  readonly id: string;
}

export function importResult({ report, evaluation }: GradedImport, lang: Lang): ImportResult {
  const { id, outcome } = report;
  const files = filesOf(report, lang);
  return {
    importId: id === null ? null : String(id),
    files,
    outcome,
    rejects: report.files.some(({ counts }) => counts.findings.length + counts.blanked.length > 0),
    evaluation: evaluationResult(evaluation),
  };
}

export function evaluationResult(evaluation: Evaluation | null): EvaluationResult | null {
  return evaluation && { ...evaluation, id: String(evaluation.id) };
}

export function filesOf({ files }: ImportReport, lang: Lang): FileResult[] {
  return files.map(({ staged, counts }) => ({
    said: fileLines({ staged, counts }, lang),
    name: staged.file.original,
    rows: counts.rows,
    accepted: counts.rows - counts.rejected,
    rejected: counts.rejected,
    preset: staged.preset?.id ?? null,
    reasons: reasonsOf(counts, lang),
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
