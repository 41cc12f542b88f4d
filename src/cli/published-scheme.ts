import { parseScheme } from '../domain/parse/parse-scheme.ts';
import { InputError } from '../domain/problem.ts';
import type { Scheme } from '../domain/scheme.ts';
import { type Api, bodyOf } from '../http/client/client.ts';

/** The standard by which customers are graded now. */
export async function currentScheme(api: Api): Promise<Scheme> {
  const { document } = bodyOf(await api.GET('/api/v1/schemes/current'));
  const parsed = parseScheme(document);
  if (parsed.ok) return parsed.scheme;
  throw new InputError(parsed.problems);
}
