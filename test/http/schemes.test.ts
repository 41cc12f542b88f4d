import { describe, expect, it } from 'vitest';
import { serveShop, signInAs } from '../support/serve-shop.ts';

interface View {
  readonly id: string;
  readonly version: number;
  readonly current: boolean;
  readonly said: {
    readonly tiers: readonly { readonly id: string; readonly when: { readonly en: string } | null }[];
  };
}

describe('standards over the API (R004, R009–R014)', () => {
  it('a template is looked at, published, and then the current one, in sentences', async () => {
    const served = await serveShop();
    const owner = await signInAs(served, 'ada', 'owner');
    const { templates } = (await owner.get('/templates')).json<{
      templates: { id: string; name: { zh: string } }[];
    }>();
    expect(templates).toHaveLength(21);
    const template = (await owner.get('/templates/supermarket')).json<{ document: object; text: string }>();
    expect(template.text).toContain('tierbook: 1');
    expect((await owner.get('/schemes/current')).statusCode).toBe(404);
    const published = await owner.send('POST', '/schemes', { document: template.document });
    expect([published.statusCode, published.json()]).toMatchObject([
      201,
      { id: 'supermarket', version: 1, isNew: true },
    ]);
    const again = await owner.send('POST', '/schemes', { template: 'supermarket' });
    expect([again.statusCode, again.json<View>().version]).toEqual([200, 1]);
    const current = (await owner.get('/schemes/current')).json<View>();
    expect(current.said.tiers.map(({ when }) => when?.en ?? null)).toEqual([
      null,
      'total spend > ¥1,000',
      'total spend > ¥5,000',
      'total spend > ¥10,000',
    ]);
    expect((await owner.get('/schemes')).json<{ schemes: View[] }>().schemes).toMatchObject([
      { id: 'supermarket', version: 1, current: true, author: 'ada' },
    ]);
    expect((await owner.get('/templates/nothing')).statusCode).toBe(422);
    expect((await owner.get('/schemes/supermarket?version=2')).statusCode).toBe(404);
    expect(served.faults).toEqual([]);
  });

  it('a check lists every problem of a draft with its line, a publication refuses it', async () => {
    const served = await serveShop();
    const owner = await signInAs(served, 'ada', 'owner');
    const text =
      'tierbook: 1\nid: x\nname: X\ntiers:\n  - id: a\n    name: A\n  - id: b\n    nam: B\n    when: { metric: spent, atLeast: 1 }\n';
    const checked = await owner.send('POST', '/schemes/checks', { text });
    expect(checked.statusCode).toBe(200);
    const { problems, said } = checked.json<{
      problems: { path: string; message: string }[];
      said: unknown;
    }>();
    expect(said).toBeNull();
    expect(problems.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['tiers[1].nam', 'tiers[1].when.metric']),
    );
    expect(problems.every(({ message }) => /line \d/.test(message))).toBe(true);
    expect((await owner.send('POST', '/schemes', { text })).statusCode).toBe(422);
    expect((await owner.send('POST', '/schemes', { text, template: 'fmcg' })).statusCode).toBe(400);
    expect((await owner.get('/schemes')).json<{ schemes: unknown[] }>().schemes).toEqual([]);
  });
});
