import { type ErrorCode, LineCounter, parseDocument } from 'yaml';
import { type Problem, problem } from '../problem.ts';
import { type Text, text } from '../text.ts';

const LARGEST = 256 * 1024;

export type ReadDocument =
  | { readonly ok: true; readonly document: unknown }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * The JSON value of a YAML 1.2 (core schema) or JSON text of at most 256 kB without aliases, or what is
 * wrong with the text, by line.
 */
export function readDocument(written: string): ReadDocument {
  if (new TextEncoder().encode(written).length > LARGEST) {
    return refused(problem('too-large', '', '文件超过 256 kB', 'the document is larger than 256 kB'));
  }
  try {
    return readText(written);
  } catch {
    return refused(problem('too-deep', '', '文件嵌套太深', 'the document nests too deeply'));
  }
}

function readText(written: string): ReadDocument {
  const lines = new LineCounter();
  const options = {
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
    merge: false,
    // Core has no dates, binaries and sets; known tags would bring them in.
    resolveKnownTags: false,
    lineCounter: lines,
  } as const;
  const parsed = parseDocument(written.replace(/^\uFEFF/, ''), {
    ...options,
    prettyErrors: false,
    // 'silent' would also keep it quiet about a second document.
    logLevel: 'error',
  });
  const problems = [...parsed.errors, ...parsed.warnings].map(({ pos, code, message }) => {
    const { line, col } = lines.linePos(pos[0]);
    const { zh, en } = words[code] ?? text(message, message);
    return problem(
      'yaml',
      `line ${line}`,
      `第 ${line} 行第 ${col} 列写法有误：${zh}`,
      `line ${line}, column ${col} is not well formed: ${en}`,
    );
  });
  if (problems.length > 0) return { ok: false, problems };
  try {
    return { ok: true, document: parsed.toJS({ maxAliasCount: 0 }) };
  } catch {
    return refused(
      problem('alias', '', '不能使用 YAML 别名（* 和 &）', 'YAML aliases (* and &) are not allowed'),
    );
  }
}

/** The parser's own words are for programmers, or are for English readers only. */
const words: Readonly<Partial<Record<ErrorCode, Text>>> = {
  DUPLICATE_KEY: text('同一个键写了两次', 'the same key is written twice'),
  MULTIPLE_DOCS: text('只能有一个文档（一个 ---）', 'only one document may stand here (one ---)'),
  TAG_RESOLVE_FAILED: text('不能使用 YAML 标签（!）', 'YAML tags (!) are not allowed'),
  RESOURCE_EXHAUSTION: text('嵌套太深', 'it nests too deeply'),
};

function refused(reason: Problem): ReadDocument {
  return { ok: false, problems: [reason] };
}
