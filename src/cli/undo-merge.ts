import { refuse } from '../domain/problem.ts';
import type { Lang } from '../domain/text.ts';
import { authorText } from '../features/access/author-name.ts';
import { bodyOf } from '../http/client/client.ts';
import type { components } from '../http/client/schema.d.ts';
import type { DataFlags } from './data-folder-option.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

type Merged = components['schemas']['MergedCustomer'];
type MergeUndo = components['schemas']['MergeUndo'];

/** The latest merges, a line each with its number. */
export async function listMerges(flags: DataFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout } = surroundings;
  await withApi(flags, surroundings, false, async (api) => {
    const { merges } = bodyOf(await api.GET('/api/v1/merges'));
    const none = lang === 'zh' ? '还没有合并过客户' : 'no customers have been merged yet';
    const lines = merges.map((merge) => mergeWords(merge, lang));
    stdout.write(`${(lines.length === 0 ? [none] : lines).join('\n')}\n`);
  });
}

function mergeWords(
  { id, kept, externalId, day, author, reason, undone, undoUntil }: Merged,
  lang: Lang,
): string {
  const by = authorText(author)[lang];
  const until = undoUntil?.slice(0, 10);
  if (lang === 'zh') {
    const state = undone ? '，已拆开' : until ? `，${until} 前可以拆开` : '';
    return `${id}  ${day}  ${externalId} 并入 ${kept.externalId}（${by}：${reason}）${state}`;
  }
  const state = undone ? ', taken apart' : until ? `, can be taken apart until ${until}` : '';
  return `${id}  ${day}  ${externalId} into ${kept.externalId} (${by}: ${reason})${state}`;
}

/** Takes a merge apart, or only tells what that would do. */
export async function undoMerge(
  id: string,
  { preview, ...flags }: DataFlags & { readonly preview?: boolean },
  surroundings: Surroundings,
): Promise<void> {
  const { lang, stdout } = surroundings;
  if (!/^\d{1,18}$/.test(id)) refuseNumber(id);
  await withApi(flags, surroundings, false, async (api) => {
    const params = { path: { id } };
    const undo =
      preview === true
        ? bodyOf(await api.GET('/api/v1/merges/{id}/undo', { params }))
        : bodyOf(await api.POST('/api/v1/merges/{id}/undo', { params }));
    stdout.write(`${undoWords(undo, lang, preview !== true).join('\n')}\n`);
  });
}

function refuseNumber(given: string): never {
  return refuse(
    'not-a-merge',
    '--undo',
    `“${given}”不是合并的编号；编号用 tierbook merge --list 看`,
    `"${given}" is no number of a merge; tierbook merge --list tells them`,
  );
}

function undoWords(
  { merge, names, back, since, fields, stays }: MergeUndo,
  lang: Lang,
  isDone: boolean,
): string[] {
  const zh = lang === 'zh';
  const { id, keptExternalId: kept, mergedExternalId: merged } = merge;
  const { orders, refunds, events, overrides } = back;
  const lines = zh
    ? [
        isDone
          ? `已拆开合并 ${id}：${merged} 又是单独的一位客户`
          : `拆开合并 ${id}，${merged} 会重新是单独的一位客户：`,
        `  从 ${kept} 转回：订单 ${orders}，退款 ${refunds}，互动 ${events}（其中合并之后来的 ${since}），人工调整 ${overrides}`,
        `  转回的编号：${names.join('，')}`,
      ]
    : [
        isDone
          ? `merge ${id} is taken apart: ${merged} is a customer again`
          : `taking merge ${id} apart makes ${merged} a customer again:`,
        `  back from ${kept}: orders ${orders}, refunds ${refunds}, interactions ${events} (${since} of them came since the merge), overrides ${overrides}`,
        `  ids that go back: ${names.join(', ')}`,
      ];
  if (fields.length > 0) {
    lines.push(
      zh
        ? `  ${kept} 恢复到合并之前：${fields.join('，')}`
        : `  of ${kept} as before the merge: ${fields.join(', ')}`,
    );
  }
  if (stays.count > 0) {
    lines.push(zh ? `  ${stays.count} 项不能恢复：` : `  ${stays.count} cannot be as before:`);
    for (const { name, message } of stays.first) lines.push(`    ${name}${zh ? '：' : ': '}${message}`);
    const more = stays.count - stays.first.length;
    if (more > 0) lines.push(zh ? `    还有 ${more} 项` : `    and ${more} more`);
  }
  if (!isDone) {
    lines.push(
      zh ? '还没有拆开；要拆开，去掉 --preview' : 'nothing is taken apart yet; to do so, leave out --preview',
    );
  }
  return lines;
}
