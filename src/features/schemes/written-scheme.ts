import { parseScheme } from '../../domain/parse/parse-scheme.ts';
import { readDocument } from '../../domain/parse/read-document.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { placeProblem } from './place-problem.ts';
import { isTemplate, templateText } from './templates.ts';

/** A scheme as it comes over the API: its document, or a text of YAML or JSON, or a template's id. */
export interface WrittenScheme {
  readonly document?: unknown;
  readonly text?: string | undefined;
  readonly template?: string | undefined;
}

export interface ReadScheme {
  readonly scheme: Scheme;
  /** As parsed JSON, which is what is stored. */
  readonly document: unknown;
  /** In which line of the text something stands, at a path such as `tiers[1].when`; null without a text. */
  readonly lineOf: (path: string) => number | null;
}

/** Reads a written scheme. Throws an InputError with everything that is wrong with it. */
export async function readWrittenScheme({ document, text, template }: WrittenScheme): Promise<ReadScheme> {
  const written = template === undefined ? text : await textOfTemplate(template);
  if (written === undefined)
    return fromDocument(
      document,
      (found) => found,
      () => null,
    );
  const read = readDocument(written);
  if (!read.ok) throw new InputError(read.problems);
  return fromDocument(
    read.document,
    (found) => placeProblem(found, '', read.find),
    (path) => read.find(path)?.line ?? null,
  );
}

/** The same with the problems as a value. */
export async function checkWrittenScheme(
  written: WrittenScheme,
): Promise<{ readonly problems: readonly Problem[]; readonly read: ReadScheme | null }> {
  try {
    return { problems: [], read: await readWrittenScheme(written) };
  } catch (error) {
    if (error instanceof InputError) return { problems: error.problems, read: null };
    throw error;
  }
}

function fromDocument(
  document: unknown,
  place: (found: Problem) => Problem,
  lineOf: ReadScheme['lineOf'],
): ReadScheme {
  const parsed = parseScheme(document);
  if (parsed.ok) return { scheme: parsed.scheme, document, lineOf };
  throw new InputError(parsed.problems.map(place));
}

async function textOfTemplate(id: string): Promise<string> {
  if (isTemplate(id)) return await templateText(id);
  throw new InputError([
    problem('unknown-template', 'template', `没有模板“${id}”`, `there is no template “${id}”`),
  ]);
}
