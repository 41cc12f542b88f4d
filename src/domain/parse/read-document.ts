import { type Document, isAlias, LineCounter, parseDocument, visit } from 'yaml';
import { type Problem, problem } from '../problem.ts';
import { text } from '../text.ts';
import { findWritten, type Written } from './find-written.ts';
import { keyMistakes } from './key-mistakes.ts';
import type { Mistake } from './line-slip.ts';
import { DEEPEST, nestsTooDeeply } from './nesting.ts';
import { silentSlips } from './silent-slips.ts';
import { type WrittenLines, writtenLines } from './written-lines.ts';
import { yamlMistakes } from './yaml-mistakes.ts';

const LARGEST = 256 * 1024;

export type ReadDocument =
  | {
      readonly ok: true;
      readonly document: unknown;
      /** What stands at a path such as `tiers[1].when.metric`, as it was written. */
      readonly find: (path: string) => Written | undefined;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * The JSON value of a YAML 1.2 (core schema) or JSON text of at most 256 kB without aliases, or what is
 * wrong with the text, by line and column.
 */
export function readDocument(written: string): ReadDocument {
  if (new TextEncoder().encode(written).length > LARGEST) {
    return refused(
      problem(
        'too-large',
        '',
        '文件超过 256 kB，等级标准没有这么大：请检查是不是选错了文件',
        'the document is larger than 256 kB, and no scheme is: check that it is the right file',
      ),
    );
  }
  return readText(written.replace(/^\uFEFF/, ''));
}

function readText(written: string): ReadDocument {
  if (nestsTooDeeply(written)) {
    return refused(
      problem(
        'too-deep',
        '',
        `文件嵌套太深，最多 ${DEEPEST} 层`,
        `the document nests too deeply: ${DEEPEST} levels at most`,
      ),
    );
  }
  const counter = new LineCounter();
  const parsed = parseDocument(written, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    merge: false,
    // Core has no dates, binaries and sets; known tags would bring them in.
    resolveKnownTags: false,
    lineCounter: counter,
    prettyErrors: false,
    // 'silent' would also keep it quiet about a second document.
    logLevel: 'error',
  });
  const lines = writtenLines(written, parsed, counter);
  const problems = mistakesIn(lines, parsed).map((mistake) => asProblem(mistake, lines));
  if (problems.length > 0) return { ok: false, problems };
  const alias = firstAlias(parsed);
  if (alias !== undefined) return refused(asProblem({ at: alias, message: noAliases }, lines, 'alias'));
  const document: unknown = parsed.toJS({ maxAliasCount: 0 });
  return { ok: true, document, find: (path) => findWritten(parsed, lines, path) };
}

const noAliases = text(
  '不能使用 YAML 别名（* 和 &）；以 * 或 & 开头的文字请加引号',
  'YAML aliases (* and &) are not allowed; put a text that begins with * or & in quotes',
);

/** Where the first alias or anchor stands. Without the anchor, `name: &vip gold` would silently lose its `&vip`. */
function firstAlias(parsed: Document.Parsed): number | undefined {
  let at: number | undefined;
  visit(parsed, {
    Node: (_, node) => {
      if (!isAlias(node) && node.anchor === undefined) return undefined;
      at = node.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return at;
}

function mistakesIn(lines: WrittenLines, parsed: Document.Parsed): Mistake[] {
  const errors = [...parsed.errors, ...parsed.warnings];
  if (errors.length > 0) return yamlMistakes(lines, parsed, errors);
  const slips = silentSlips(lines, parsed);
  return slips.length > 0 ? slips : keyMistakes(parsed);
}

function asProblem({ at, message }: Mistake, lines: WrittenLines, code = 'yaml'): Problem {
  const { line, column } = lines.place(at);
  return problem(
    code,
    '',
    `第 ${line} 行第 ${column} 列：${message.zh}`,
    `line ${line}, column ${column}: ${message.en}`,
  );
}

function refused(reason: Problem): ReadDocument {
  return { ok: false, problems: [reason] };
}
