import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import { settleReceived } from '../../src/features/forms/settle-received.ts';
import { type Caller, localCaller, type Served, serveShop } from './serve-shop.ts';

/** What a form in tests asks for, unless told otherwise. */
export const signUp = {
  kind: 'sign-up',
  title: { zh: '会员登记', en: 'Join us' },
  fields: [
    { field: 'name', required: true },
    { field: 'phone', required: true },
    { field: 'birthday', required: false, help: { zh: '生日当月有礼', en: 'a present in your month' } },
    { field: 'gender', required: false },
    { field: 'region', required: false },
  ],
  notice: {
    zh: '本店收集姓名和手机号，用于会员服务。',
    en: 'We keep your name and phone for the membership.',
  },
  purposes: [
    { name: { zh: '会员服务', en: 'membership' }, required: true },
    { name: { zh: '优惠短信', en: 'offers by message' }, required: false },
  ],
};

export interface FormShop {
  readonly served: Served;
  /** Everything may be done. */
  readonly by: Caller;
  readonly form: string;
  /** The address of its page. */
  readonly path: string;
}

/** A shop with one form; the same as `signUp` but for what is given. */
export async function formShop(rest: object = {}): Promise<FormShop> {
  const served = await serveShop();
  const by = localCaller(served);
  const made = await by.send('POST', '/forms', { ...signUp, ...rest });
  expect(made.statusCode, made.body).toBe(201);
  const { id } = made.json<{ id: string }>();
  const { path } = (await by.get(`/forms/${id}`)).json<{ path: string }>();
  return { served, by, form: id, path };
}

/** What somebody sends from the page: fields by name, and the purposes they ticked. */
export interface Sent {
  readonly agree?: readonly number[];
  readonly notice?: number;
  readonly once?: string;
  readonly more?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly address?: string;
}

let pages = 0;

/** Fills in the page as a browser does that shows it for the first time. */
export async function fillIn(
  { served, path }: Pick<FormShop, 'served' | 'path'>,
  answers: Readonly<Record<string, string | readonly string[]>>,
  { agree = [0], notice = 1, once = `page-${pages++}`, more = {}, headers = {}, address }: Sent = {},
): Promise<LightMyRequestResponse> {
  const body = new URLSearchParams({ once, notice: String(notice), ...more });
  for (const [field, value] of Object.entries(answers)) {
    for (const each of typeof value === 'string' ? [value] : value) body.append(`a.${field}`, each);
  }
  for (const purpose of agree) body.append('agree', String(purpose));
  const answer = await served.app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en', ...headers },
    payload: body.toString(),
    ...(address === undefined ? {} : { remoteAddress: address }),
  });
  const { folder, clock } = served.shop;
  await settleReceived(folder, served.served.seal, clock.now);
  return answer;
}
