import { stat } from 'node:fs/promises';
import { parseScheme } from '../../domain/parse/parse-scheme.ts';
import { readDocument } from '../../domain/parse/read-document.ts';
import { InputError } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { placeProblem } from './place-problem.ts';
import { readSchemeFile, refuseEmpty } from './read-scheme-file.ts';
import { isTemplate, templateText } from './templates.ts';
import type { ReadScheme } from './written-scheme.ts';

/**
 * The scheme of a template's id or of a YAML or JSON file. A file that bears a template's name goes first.
 * Throws an InputError with everything that is wrong with it.
 */
export async function loadScheme(fileOrTemplate: string): Promise<Scheme> {
  return (await loadDocument(fileOrTemplate)).scheme;
}

/** A scheme with the text it was read from. */
export interface LoadedScheme extends ReadScheme {
  readonly written: string;
}

/** The same with the document as parsed JSON, which is what is stored. */
export async function loadDocument(fileOrTemplate: string): Promise<LoadedScheme> {
  const isOurs = isTemplate(fileOrTemplate) && !(await isFile(fileOrTemplate));
  const written = isOurs ? await templateText(fileOrTemplate) : await readSchemeFile(fileOrTemplate);
  return parsed(written, fileOrTemplate);
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() ?? false;
}

function parsed(written: string, file: string): LoadedScheme {
  const read = readDocument(written);
  if (!read.ok) throw new InputError(read.problems.map((problem) => ({ ...problem, path: file })));
  if (read.document === null) refuseEmpty(file);
  const { document } = read;
  const outcome = parseScheme(document);
  const lineOf: ReadScheme['lineOf'] = (path) => read.find(path)?.line ?? null;
  if (outcome.ok) return { scheme: outcome.scheme, document, lineOf, written };
  throw new InputError(outcome.problems.map((problem) => placeProblem(problem, file, read.find)));
}
