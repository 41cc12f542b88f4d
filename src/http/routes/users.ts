import { z } from 'zod';
import { addUser } from '../../features/access/add-user.ts';
import { setPassword } from '../../features/access/change-password.ts';
import { noSuchUser } from '../../features/access/find-user.ts';
import { listUsers, type UserListing } from '../../features/access/list-users.ts';
import { roles } from '../../features/access/roles.ts';
import { changeRole, disableUser, enableUser } from '../../features/access/standing.ts';
import { isoMoment } from '../../features/register/recording.ts';
import type { App } from '../app.ts';
import { idParams, numberOf } from '../id-params.ts';
import { momentSchema } from '../moment.ts';
import { noted } from '../noted.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

const userSchema = z
  .object({
    id: z.string(),
    name: z.string().describe("a rep's name as the customers' owner has it: a rep sees these customers"),
    role: z.enum(roles),
    createdAt: momentSchema,
    disabledAt: momentSchema.nullable().describe('null: may sign in'),
  })
  .meta({ id: 'User' });

const tags = ['users'];
const config = { needs: 'users:manage' } as const;

/** Who may sign in. */
export function userRoutes(app: App, shop: ServedShop): void {
  const { folder, clock, passwordCost } = shop;
  const cost = passwordCost === undefined ? {} : { cost: passwordCost };
  const views = async (): Promise<UserListing[]> =>
    (await listUsers(folder.database().reader)).map((user) => ({
      ...user,
      createdAt: isoMoment(user.createdAt),
      disabledAt: isoMoment(user.disabledAt),
    }));
  const viewOf = async (id: bigint): Promise<UserListing> => {
    const users = await views();
    return users.find((user) => user.id === String(id)) ?? noSuchUser();
  };

  app.get(
    '/users',
    { config, schema: { tags, response: { 200: z.object({ users: z.array(userSchema) }) } } },
    async () => ({ users: await views() }),
  );

  app.post(
    '/users',
    {
      config,
      schema: {
        tags,
        body: z.object({ name: z.string(), role: z.enum(roles), password: z.string() }),
        response: { 201: userSchema, '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const { userId } = await addUser(folder, { ...request.body, now: clock(), ...cost });
      const { role } = request.body;
      const added = await viewOf(userId);
      await noted(shop, request, { action: 'user-added', subject: added.name, detail: { role } });
      return await reply.code(201).send(added);
    },
  );

  app.patch(
    '/users/:id',
    {
      config,
      schema: {
        tags,
        params: idParams,
        body: z.object({ role: z.enum(roles).optional(), disabled: z.boolean().optional() }),
        response: { 200: userSchema, '4xx': problemsSchema },
      },
    },
    async (request) => {
      const id = numberOf(request.params);
      const { role, disabled } = request.body;
      if (role !== undefined) await changeRole(folder, id, role);
      if (disabled === true) await disableUser(folder, id, clock());
      if (disabled === false) await enableUser(folder, id);
      const changed = await viewOf(id);
      await noted(shop, request, { action: 'user-changed', subject: changed.name, detail: request.body });
      return changed;
    },
  );

  app.put(
    '/users/:id/password',
    {
      config,
      schema: {
        tags,
        params: idParams,
        body: z.object({ password: z.string() }),
        response: { 204: z.null(), '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const { name } = await viewOf(numberOf(request.params));
      await setPassword(folder, { name, password: request.body.password, ...cost });
      await noted(shop, request, { action: 'password-changed', subject: name });
      return await reply.code(204).send(null);
    },
  );
}
