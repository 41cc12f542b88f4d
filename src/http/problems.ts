import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isDiskFull, isOutOfMemory, isOutOfReach } from '../db/engine-errors.ts';
import { AppError } from '../domain/app-error.ts';
import { diskFull, fault, outOfMemory, outOfReach } from '../domain/mishaps.ts';
import { InputError, type Problem, problem } from '../domain/problem.ts';
import { type Lang, type Text, text } from '../domain/text.ts';
import { UPLOAD_TOO_LARGE } from '../features/imports/uploads.ts';
import type { App } from './app.ts';
import type { ServedShop } from './served-shop.ts';
import { sayIssue } from './value-problems.ts';

/** One thing wrong, in the caller's language. */
export const problemSchema = z
  .object({
    code: z.string().describe('stable, for programs'),
    path: z.string().describe('where: a member of the request, a row of a file; empty for the whole'),
    message: z.string().describe('what it is and what to do, in the language of Accept-Language'),
  })
  .meta({ id: 'Problem' });

/** The body of every answer that is not a success. */
export const problemsSchema = z.object({ problems: z.array(problemSchema) }).meta({ id: 'Problems' });

/** A problem in one language. */
export function said({ code, path, message }: Problem, lang: Lang): z.infer<typeof problemSchema> {
  return { code, path, message: message[lang] };
}

/** What is in doubt about something that was kept. */
export const remarksSchema = z
  .array(problemSchema)
  .optional()
  .describe('what is hardly meant, such as a day in the future; it was kept. None: nothing was noticed');

type Result<R> = R | { readonly problems: readonly Problem[] };

/** What became of one of several, its problems or remarks in one language. */
export function saidResult<R extends { readonly remarks?: readonly Problem[] }>(
  result: Result<R>,
  lang: Lang,
) {
  const all = (given: readonly Problem[]) => given.map((each) => said(each, lang));
  if ('problems' in result) return { problems: all(result.problems) };
  const { remarks, ...kept } = result;
  return { ...kept, ...(remarks && { remarks: all(remarks) }) };
}

/** Answers whatever was thrown with the one envelope; faults of ours are logged and show nothing of themselves. */
export function answerProblems(app: App, { onFault }: Pick<ServedShop, 'onFault'>): void {
  app.setErrorHandler(async (error, request, reply) => {
    const { status, problems } = outcomeOf(error, request);
    if (status === 500) onFault(error, `${request.method} ${request.routeOptions.url ?? request.url}`);
    // What is left of a body that is too large is not read.
    if (status === 413) reply.header('connection', 'close');
    if (error instanceof AppError && error.retryAfter !== null) {
      reply.header('retry-after', String(Math.ceil(error.retryAfter)));
    }
    return await sendProblems(reply, status, problems, request.lang);
  });
}

/** Answers what cannot be read as a request at all, such as an address with letters that are not encoded; in both languages, as none was read. */
export function answerUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const { code: kind = '' } = error;
  const status = kind === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : kind === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const message =
    '请求读不懂：地址里的汉字和空格要编码（如 %E9%B2%8D），请求头不能太大 / the request cannot be read: encode letters beyond ASCII and spaces in its address (such as %E9%B2%8D), and keep its headers small';
  const body = JSON.stringify({ problems: [{ code: 'unreadable-request', path: '', message }] });
  if (socket.writable) {
    const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\nConnection: close`;
    socket.write(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }
  socket.destroy(error);
}

export async function sendProblems(
  reply: FastifyReply,
  status: number,
  problems: readonly Problem[],
  lang: Lang,
): Promise<FastifyReply> {
  return await reply
    .code(status)
    .type('application/json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({ problems: problems.map((each) => said(each, lang)) });
}

/** Of what is given and has a status of its own. */
const inputStatus: ReadonlyMap<string, number> = new Map([
  [diskFull.code, 507],
  [UPLOAD_TOO_LARGE, 413],
]);

function outcomeOf(
  error: unknown,
  request: FastifyRequest,
): { readonly status: number; readonly problems: readonly Problem[] } {
  if (error instanceof InputError) {
    const [status = 422] = error.problems.flatMap(({ code }) => inputStatus.get(code) ?? []);
    return { status, problems: error.problems };
  }
  if (error instanceof AppError) {
    return { status: error.status, problems: [{ code: error.code, path: '', message: error.text }] };
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    return { status: 400, problems: validationProblems(error, request) };
  }
  if (isDiskFull(error)) return { status: 507, problems: [diskFull] };
  if (isOutOfMemory(error)) return { status: 503, problems: [outOfMemory] };
  if (isOutOfReach(error)) return { status: 503, problems: [outOfReach] };
  const status = statusOf(error);
  if (status >= 400 && status < 500) return { status, problems: [requestProblem(error)] };
  return { status: 500, problems: [fault] };
}

function statusOf(error: unknown): number {
  const given = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof given === 'number' ? given : 500;
}

const unreadable: Readonly<Record<string, Text>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: text('内容不是正确的 JSON', 'its body is no valid JSON'),
  FST_ERR_CTP_EMPTY_JSON_BODY: text(
    '内容是空的，却说是 JSON',
    'its body is empty, though it is said to be JSON',
  ),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: text('不接受这种 content-type', 'its content-type is not taken'),
  FST_ERR_CTP_BODY_TOO_LARGE: text('内容太大', 'its body is too large'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: text(
    'content-length 与内容的长度不符',
    'its content-length is not that of its body',
  ),
};

/** What the web framework refuses: bodies that are no JSON, too large ones and the like. */
function requestProblem(error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = unreadable[code] ?? text(`格式不对（${code}）`, `it is malformed (${code})`);
  return problem('bad-request', '', `请求无法读取：${reason.zh}`, `the request cannot be read: ${reason.en}`);
}

function validationProblems(
  error: {
    readonly validation: readonly {
      instancePath: string;
      keyword: string;
      params: object;
    }[];
    readonly validationContext?: string | undefined;
  },
  request: FastifyRequest,
): Problem[] {
  const given = { body: request.body, querystring: request.query, params: request.params }[
    error.validationContext ?? 'body'
  ];
  return error.validation.map(({ instancePath, keyword, params }) => {
    const path = instancePath.split('/').filter((part) => part !== '');
    const { zh, en } = sayIssue({ ...params, code: keyword, input: valueAt(given, path) });
    return problem('bad-value', written(path), zh, en);
  });
}

function valueAt(given: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, part) => {
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined;
  }, given);
}

/** `orders[3].amount` */
function written(path: readonly string[]): string {
  return path
    .map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');
}
