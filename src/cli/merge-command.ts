import { type Command, Option } from 'commander';
import { refuse } from '../domain/problem.ts';
import type { Lang } from '../domain/text.ts';
import { bodyOf } from '../http/client/client.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { findCustomer } from './find-customer.ts';
import type { Surroundings } from './surroundings.ts';
import { listMerges, undoMerge } from './undo-merge.ts';
import { withApi } from './with-api.ts';

interface MergeFlags extends DataFlags {
  readonly reason?: string;
  readonly preview?: boolean;
  readonly undo?: string;
  readonly list?: boolean;
}

/** `tierbook merge`: two customers who are one, and those who were not after all. */
export function addMergeCommand(program: Command, surroundings: Surroundings): void {
  const { lang, stdout } = surroundings;
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  program
    .command('merge')
    .description(
      say('把两位客户合并成一位，按合在一起的记录评级', 'merge two customers and grade their joined history'),
    )
    .argument(
      say('[保留的客户]', '[kept]'),
      say('保留的客户：编号或姓名', 'who is kept: the id, or the name'),
    )
    .argument(
      say('[并入的客户]', '[merged]'),
      say(
        '并入的客户：以后用这个编号来的订单都算保留的客户的',
        'who becomes one with him: later orders under this id are his',
      ),
    )
    .addOption(
      new Option(say('--reason <原因>', '--reason <words>'), say('为什么合并', 'why they are merged')),
    )
    .addOption(
      new Option(
        '--preview',
        say(
          '只看会转过来或转回去什么，不合并也不拆开',
          'only tell what would go over, or back; nothing is changed',
        ),
      ),
    )
    .addOption(new Option('--list', say('列出合并过的客户和编号', 'list the merges with their numbers')))
    .addOption(
      new Option(
        say('--undo <编号>', '--undo <id>'),
        say('拆开 30 天内的一次合并', 'take a merge of the last 30 days apart'),
      ),
    )
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .action(async (kept: string | undefined, merged: string | undefined, flags: MergeFlags) => {
      if (flags.list === true) return await listMerges(flags, surroundings);
      if (flags.undo !== undefined) return await undoMerge(flags.undo, flags, surroundings);
      if (kept === undefined || merged === undefined) refuseMissing();
      await withApi(flags, surroundings, false, async (api) => {
        const [one, other] = [await findCustomer(api, kept), await findCustomer(api, merged)];
        if (flags.preview === true && one !== other) {
          const params = { path: { id: other } };
          const goes = bodyOf(await api.GET('/api/v1/customers/{id}/merge-preview', { params }));
          stdout.write(previewWords(goes, { kept, merged, lang }));
          return;
        }
        const body = { merged: other, reason: flags.reason ?? '' };
        bodyOf(await api.POST('/api/v1/customers/{id}/merge', { params: { path: { id: one } }, body }));
        stdout.write(say(`已把 ${merged} 并入 ${kept}\n`, `${merged} is merged into ${kept}\n`));
      });
    });
}

function refuseMissing(): never {
  return refuse(
    'customer-missing',
    '',
    '请写两位客户：tierbook merge 保留的 并入的；要拆开，用 --undo 编号，编号见 --list',
    'name both customers: tierbook merge KEPT MERGED; to take a merge apart use --undo ID, which --list tells',
  );
}

type Preview = Readonly<Record<'orders' | 'refunds' | 'events' | 'overrides', number>>;

function previewWords(
  { orders, refunds, events, overrides }: Preview,
  { kept, merged, lang }: { readonly kept: string; readonly merged: string; readonly lang: Lang },
): string {
  const lines =
    lang === 'zh'
      ? [
          `${merged} 并入 ${kept}，会转过来：订单 ${orders}，退款 ${refunds}，互动 ${events}，人工调整 ${overrides}`,
          '还没有合并；要合并，去掉 --preview，用 --reason 写明原因',
        ]
      : [
          `what ${kept} would get from ${merged}: orders ${orders}, refunds ${refunds}, interactions ${events}, overrides ${overrides}`,
          'nothing is merged yet; to merge, leave out --preview and write why with --reason',
        ];
  return `${lines.join('\n')}\n`;
}
