import { numberHint } from '../../domain/parse/number-hint.ts';
import type { ReadDocument } from '../../domain/parse/read-document.ts';
import type { Problem } from '../../domain/problem.ts';
import { type Text, text } from '../../domain/text.ts';

type Find = Extract<ReadDocument, { ok: true }>['find'];

/** The problem with its line, and with what to write instead where the way it is written tells. */
export function placeProblem(problem: Problem, file: string, find: Find): Problem {
  if (problem.path === '') return { ...problem, path: file };
  const written = find(problem.path);
  if (written === undefined) return problem;
  const hint = hintOf(problem, written.source);
  const { zh, en } = problem.message;
  return {
    ...problem,
    message: text(`${zh}${hint.zh}（第 ${written.line} 行）`, `${en}${hint.en} (line ${written.line})`),
  };
}

const numbers: ReadonlySet<string> = new Set(['not-a-number', 'not-a-whole-number']);

function hintOf({ code, path }: Problem, source: string | undefined): Text {
  if (source === undefined) return text('', '');
  if (/^[“”‘’「『]/.test(source)) {
    return text('：引号是全角的，请改成英文引号或去掉', ': take off the typographic quotes');
  }
  if (/^[【［｛]/.test(source)) {
    return text('：括号是全角的，请改成英文的 [ ] 或 { }', ': write plain brackets, [ ] or { }');
  }
  if (path.endsWith(']') && source.includes('，')) {
    return text('：逗号是全角的“，”，请改成英文逗号“, ”', ': the comma is a full-width “，”, write “, ”');
  }
  return numbers.has(code) ? numberHint(source) : text('', '');
}
