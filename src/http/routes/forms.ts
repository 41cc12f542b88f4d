import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { authorName } from '../../features/access/author-name.ts';
import { addForm, changeForm } from '../../features/forms/keep-form.ts';
import { type ListedForm, listForms, readWholeForm } from '../../features/forms/list-forms.ts';
import type { App } from '../app.ts';
import { askableSchema, formDraftSchema, formSchema, noticeSchema } from '../form-schemas.ts';
import { idParams, numberOf } from '../id-params.ts';
import { callerOf } from '../identify.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

const tags = ['forms'];
const refused = { '4xx': problemsSchema };
/** Enough that nobody guesses one, and a code that cameras read from afar. */
const TOKEN_BYTES = 15;

/** Forms that people fill in, with what they are told. */
export function formRoutes(app: App, { folder, clock }: ServedShop): void {
  app.get(
    '/forms',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        description: 'All forms, the newest first, and the fields that a form may ask for.',
        response: {
          200: z.object({ forms: z.array(formSchema), fields: z.array(askableSchema) }),
          ...refused,
        },
      },
    },
    async ({ visibility }) => {
      const { forms, fields } = await listForms(folder, visibility, clock());
      return {
        forms: forms.map(shown),
        fields: fields.map(({ field, name, type, choices }) => ({
          field,
          name,
          type,
          choices: [...choices],
        })),
      };
    },
  );

  app.post(
    '/forms',
    {
      config: { needs: 'forms:manage' },
      schema: { tags, body: formDraftSchema, response: { 201: z.object({ id: z.string() }), ...refused } },
    },
    async (request, reply) => {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const by = { author: authorName(callerOf(request)), at: clock(), token };
      const id = await addForm(folder, request.body, by);
      return await reply.code(201).send({ id: String(id) });
    },
  );

  app.get(
    '/forms/:id',
    {
      config: { needs: 'customers:read' },
      schema: {
        tags,
        params: idParams,
        response: {
          200: formSchema.extend({
            notices: z.array(noticeSchema).describe('every version, the newest first'),
          }),
          ...refused,
        },
      },
    },
    async ({ params, visibility }) => {
      const { notices, ...form } = await readWholeForm(folder, numberOf(params), visibility, clock());
      return {
        ...shown(form),
        notices: notices.map((notice) => ({ ...notice, purposes: [...notice.purposes] })),
      };
    },
  );

  app.put(
    '/forms/:id',
    {
      config: { needs: 'forms:manage' },
      schema: {
        tags,
        params: idParams,
        description: 'Changes a form; other words of the notice, or other purposes, are its next version.',
        body: formDraftSchema,
        response: { 204: z.null(), ...refused },
      },
    },
    async (request, reply) => {
      const by = { author: authorName(callerOf(request)), at: clock() };
      await changeForm(folder, numberOf(request.params), request.body, by);
      return await reply.code(204).send(null);
    },
  );
}

function shown(form: ListedForm) {
  return { ...form, fields: form.fields.map((asked) => ({ ...asked })) };
}
