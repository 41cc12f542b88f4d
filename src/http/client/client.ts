import createClient, { type Client } from 'openapi-fetch';
import { InputError, problem } from '../../domain/problem.ts';
import type { Lang } from '../../domain/text.ts';
import type { paths } from './schema.d.ts';

/** The API, typed by its own description. Whatever is not a success is thrown. */
export type Api = Client<paths>;

export interface ApiAddress {
  /** Such as `http://127.0.0.1:7070`. */
  readonly address: string;
  /** An API key, or the token of the lock file. */
  readonly token: string;
  /** In which problems are told. */
  readonly lang: Lang;
}

/** A client for programs. Refusals are thrown as InputErrors, faults as Errors. */
export function openApi({ address, token, lang }: ApiAddress): Api {
  const api = createClient<paths>({
    baseUrl: address,
    headers: { authorization: `Bearer ${token}`, 'accept-language': lang },
  });
  api.use({
    onResponse: async ({ response }) => {
      if (!response.ok) throw await refusalOf(response);
    },
  });
  return api;
}

/** What an answer that is no success says. */
async function refusalOf(response: Response): Promise<Error> {
  const body: unknown = await response.json().catch(() => null);
  const problems = problemsOf(body);
  const fault = response.status >= 500 && response.status !== 507;
  if (fault || problems.length === 0) return new Error(problems[0]?.message ?? `HTTP ${response.status}`);
  return new InputError(problems.map(({ code, path, message }) => problem(code, path, message, message)));
}

interface SaidProblem {
  readonly code: string;
  readonly path: string;
  readonly message: string;
}

function problemsOf(body: unknown): readonly SaidProblem[] {
  if (typeof body !== 'object' || body === null || !('problems' in body)) return [];
  return Array.isArray(body.problems) ? (body.problems as SaidProblem[]) : [];
}

/** The body of an answer that has one. */
export function bodyOf<T>({ data }: { readonly data?: T }): T {
  if (data === undefined) throw new Error('the answer has no body');
  return data;
}
