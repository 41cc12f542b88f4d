import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../domain/app-error.ts';
import { dayOf } from '../../domain/calendar.ts';
import { InputError, type Problem } from '../../domain/problem.ts';
import { network } from '../../features/access/sign-in-limits.ts';
import { type Form, formOfToken, isOpen, noticeOf } from '../../features/forms/form.ts';
import { type Answers, fieldsOf } from '../../features/forms/read-answers.ts';
import { settleReceived } from '../../features/forms/settle-received.ts';
import { submitFromPage } from '../../features/forms/submit.ts';
import { customerFormOf } from '../../features/register/keep-customers.ts';
import type { App } from '../app.ts';
import type { ServedShop } from '../served-shop.ts';
import { formPage, TRAP } from './form-page.ts';
import { ANSWER } from './names.ts';
import { pagePolicy, saying } from './page.ts';
import { words } from './words.ts';

/** Of what is sent: forms have few fields, and answers are short. */
const LARGEST_BODY = 64 * 1024;

const options = {
  config: { needs: 'nothing' },
  schema: { hide: true, params: z.object({ token: z.string() }) },
  bodyLimit: LARGEST_BODY,
} as const;

/** What was typed so far, and what is wrong with it. */
interface Typed {
  readonly once: string;
  readonly answers: Answers;
  readonly agreed: readonly number[];
  readonly problems: readonly Problem[];
}

/** The pages that people fill in: without session, scripts or cookies, beside the API. */
export async function addFormPages(app: App, shop: ServedShop): Promise<void> {
  const { folder, seal, clock, onFault } = shop;
  // One look at a time: what comes meanwhile is seen by one more.
  let settling: Promise<void> | null = null;
  let isMore = false;
  const settle = async (): Promise<void> => {
    isMore = true;
    settling ??= settleAll().finally(() => {
      settling = null;
    });
    await settling;
  };
  const settleAll = async (): Promise<void> => {
    while (isMore) {
      isMore = false;
      await settleOnce();
    }
  };
  const settleOnce = async (): Promise<void> => {
    await settleReceived(folder, seal, clock()).catch((error: unknown) =>
      onFault(error, 'what came by forms'),
    );
  };
  // What a server that was ended had kept and not settled.
  app.addHook('onReady', settle);
  await app.register(async (scope) => {
    const pages = scope as App;
    // What browsers send of a form; nothing of the API takes it.
    pages.removeAllContentTypeParsers();
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      (_, body, done) => {
        done(null, new URLSearchParams(body as string));
      },
    );
    pages.addHook('onRequest', async (_, reply) => {
      reply.header('content-security-policy', pagePolicy);
      // Browsers say where a form comes from only where they may say from where a page does.
      reply.header('referrer-policy', 'same-origin');
      reply.header('x-robots-tag', 'noindex');
    });
    // After the answer: how long it takes does not tell who is known.
    pages.addHook('onResponse', async ({ method }) => {
      if (method === 'POST') await settle();
    });
    pages.setErrorHandler(async (error, request, reply) => {
      const known = error instanceof AppError ? error : null;
      const given = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
      const status = known?.status ?? (given >= 400 && given < 500 ? given : 500);
      if (status === 500) onFault(error, `${request.method} ${request.routeOptions.url ?? ''}`);
      if (status === 404) return await sendGone(request, reply);
      const { lang } = request;
      return await send(
        reply.code(status),
        saying(lang, words.problem[lang], (known?.text ?? words.fault)[lang]),
      );
    });

    const show = async (request: FastifyRequest, reply: FastifyReply, form: Form, typed: Typed) => {
      const fields = fieldsOf(form, await customerFormOf(folder));
      const notice = await noticeOf(folder.database().reader, form.id);
      return await send(reply, formPage({ lang: request.lang, form, notice, fields, ...typed }));
    };
    const find = async (token: string): Promise<Form | null> => {
      const form = await formOfToken(folder.database().reader, token);
      const { timeZone } = await customerFormOf(folder);
      return form !== null && isOpen(form, dayOf(clock(), timeZone)) ? form : null;
    };

    pages.get('/f/:token', options, async (request, reply) => {
      const form = await find(request.params.token);
      if (form === null) return await sendGone(request, reply);
      const once = randomBytes(12).toString('base64url');
      return await show(request, reply, form, { once, answers: {}, agreed: [], problems: [] });
    });

    pages.get('/f/:token/done', options, async ({ lang }, reply) => {
      return await send(reply, saying(lang, words.done[lang], words.doneText[lang]));
    });

    pages.post('/f/:token', options, async (request, reply) => {
      const form = await find(request.params.token);
      if (form === null) return await sendGone(request, reply);
      const sent = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
      const typed = readTyped(sent);
      try {
        // Whoever fills in what nobody sees is thanked as well.
        if ((sent.get(TRAP) ?? '') === '') {
          await submitFromPage(folder, seal, {
            ...{ form, at: clock(), answers: typed.answers, purposes: typed.agreed, once: typed.once },
            notice: Number(sent.get('notice')),
            address: network(request.ip),
          });
        }
      } catch (error) {
        const refused = refusedWith(error);
        if (error instanceof AppError && error.retryAfter !== null)
          reply.header('retry-after', String(error.retryAfter));
        const again = refused.problems.some(({ code }) => code === 'notice-changed') ? { agreed: [] } : {};
        return await show(request, reply.code(refused.status), form, {
          ...typed,
          ...again,
          problems: refused.problems,
        });
      }
      return await reply.redirect(`/f/${form.token}/done?lang=${request.lang}`, 303);
    });
  });
}

/** What can be put right on the page; anything else is thrown on. */
function refusedWith(error: unknown): { readonly status: number; readonly problems: readonly Problem[] } {
  if (error instanceof InputError) return { status: 422, problems: error.problems };
  if (error instanceof AppError && error.code === 'too-many-attempts') {
    return { status: error.status, problems: [{ code: error.code, path: '', message: error.text }] };
  }
  throw error;
}

function readTyped(sent: URLSearchParams): Typed {
  const answers = new Map<string, string | readonly string[]>();
  for (const name of new Set(sent.keys())) {
    if (!name.startsWith(ANSWER)) continue;
    // Half a character stands for nothing, and no database takes it.
    const values = sent.getAll(name).map((value) => value.replace(/\p{Cs}|\0/gu, ''));
    answers.set(name.slice(ANSWER.length), values.length === 1 ? (values[0] ?? '') : values);
  }
  const agreed = sent
    .getAll('agree')
    .map(Number)
    .filter((each) => Number.isSafeInteger(each) && each >= 0);
  return {
    once: (sent.get('once') ?? '').slice(0, 100),
    answers: Object.fromEntries(answers),
    agreed,
    problems: [],
  };
}

async function sendGone({ lang }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return await send(reply.code(404), saying(lang, words.gone[lang], words.goneText[lang]));
}

async function send(reply: FastifyReply, markup: string): Promise<FastifyReply> {
  return await reply.type('text/html; charset=utf-8').send(markup);
}
