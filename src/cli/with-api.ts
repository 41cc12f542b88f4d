import { isDataFolder } from '../db/data-folder.ts';
import { holderOf } from '../db/folder-lock.ts';
import { type Api, openApi } from '../http/client/client.ts';
import type { DataFlags } from './data-folder-option.ts';
import type { Surroundings } from './surroundings.ts';
import { version } from './version.ts';

/**
 * Does a command's work over the API: of the server that holds the data folder, or of one of the command's own, on
 * loopback, which ends with it. `create` makes the folder if there is none.
 */
export async function withApi<T>(
  { data, database }: DataFlags,
  { lang, clock, keyFile, databaseUrl, stderr }: Surroundings,
  create: boolean,
  work: (api: Api) => Promise<T>,
): Promise<T> {
  const holder = isDataFolder(data) ? await holderOf(data) : null;
  if (holder?.server !== undefined) return await work(openApi({ ...holder.server, lang }));
  const { serve } = await import('../http/serve.ts');
  const server = await serve({
    data,
    create,
    host: '127.0.0.1',
    port: 0,
    hosts: [],
    keyFile,
    databaseUrl: database ?? databaseUrl,
    clock,
    version,
    lasting: false,
    onFault: (error, request) => {
      stderr.write(
        `${request}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    },
  });
  try {
    return await work(openApi({ address: server.address, token: server.shop.localToken, lang }));
  } finally {
    await server.close();
  }
}
