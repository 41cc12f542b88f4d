import { currentLanguage } from '../texts/language.ts';
import { ApiProblems, type ShownProblem } from './problems.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;

interface Request {
  readonly query?: Query;
  /** Sent as JSON; a Blob as it is. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

const base = '/api/v1';

let csrf: string | null = null;
let signedOut: () => void = () => undefined;

/** The session's token, without which a cookie changes nothing. */
export function rememberCsrf(token: string | null): void {
  csrf = token;
}

/** Called when the server no longer knows the session. */
export function onSignedOut(listener: () => void): void {
  signedOut = listener;
}

/** Asks the server; throws ApiProblems with what it has to say against it. `undefined` for an empty answer. */
export async function ask<T>(method: Method, path: string, request: Request = {}): Promise<T> {
  const response = await answer(method, path, request);
  if (response.status === 204 || response.headers.get('content-length') === '0') return undefined as T;
  return (await response.json()) as T;
}

/** Asks for a file and gives it to the browser to save. */
export async function saveFile(
  method: Method,
  path: string,
  name: string,
  request: Request = {},
): Promise<void> {
  const response = await answer(method, path, request);
  saveBlob(await response.blob(), name);
}

/** Gives something that is here to the browser to save. */
export function saveBlob(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function answer(method: Method, path: string, request: Request): Promise<Response> {
  const response = await reach(method, path, request);
  if (response.ok) return response;
  const problems = await problemsOf(response);
  if (response.status === 401 && problems.some(({ code }) => code === 'not-signed-in')) signedOut();
  throw new ApiProblems(response.status, problems, Number(response.headers.get('retry-after')) || null);
}

async function reach(method: Method, path: string, { query, body, signal }: Request): Promise<Response> {
  const isFile = body instanceof Blob;
  const headers: Record<string, string> = { 'accept-language': currentLanguage() };
  if (method !== 'GET' && csrf !== null) headers['x-tierbook-csrf'] = csrf;
  if (body !== undefined) headers['content-type'] = isFile ? 'application/octet-stream' : 'application/json';
  try {
    return await fetch(addressOf(path, query), {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiProblems(0, [{ code: 'unreachable', path: '', message: '' }], null);
  }
}

/** The address of something of the API in the user's language, for links, downloads and event streams. */
export function address(path: string, query: Query = {}): string {
  return addressOf(path, { ...query, lang: currentLanguage() });
}

function addressOf(path: string, query: Query = {}): string {
  const parts = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  const search = new URLSearchParams(parts.map(([key, value]) => [key, String(value)])).toString();
  return `${base}${path}${search === '' ? '' : `?${search}`}`;
}

async function problemsOf(response: Response): Promise<ShownProblem[]> {
  const body: unknown = await response.json().catch(() => null);
  const problems = (body as { problems?: ShownProblem[] } | null)?.problems;
  return Array.isArray(problems) && problems.length > 0
    ? problems
    : [{ code: `status-${response.status}`, path: '', message: '' }];
}
