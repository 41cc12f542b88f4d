import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { expect, it } from 'vitest';
import { serveShop } from '../support/serve-shop.ts';

it('the types of the client are those of the API; `npm run client` writes them anew', async () => {
  const { app } = await serveShop();
  const document = (await app.inject({ url: '/api/openapi.json' })).json<OpenAPI3>();
  const types = astToString(
    await openapiTypescript(document, { alphabetize: true, emptyObjectsUnknown: true }),
  );
  await expect(types).toMatchFileSnapshot('../../src/http/client/schema.d.ts');
});
