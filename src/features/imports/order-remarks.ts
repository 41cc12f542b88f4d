import { type Text, text } from '../../domain/text.ts';
import type { Collapsed } from './collapse.ts';
import { doubtedText, many } from './file-words.ts';

/** How orders were made of the rows of files, where that may be another than meant. */
export function orderRemarks(collapsed: Collapsed): Text[] {
  const { multiRow, mode, repeatedRows, acrossFiles, negativeRows, doubted } = collapsed;
  const remarks: Text[] = [];
  if (multiRow > 0) {
    const have = multiRow === 1 ? 'order has' : 'orders have';
    remarks.push(
      mode === 'per-order'
        ? text(
            `${multiRow} 个订单有多行：金额按整单金额（每行重复同一数）`,
            `${multiRow} ${have} several rows: the amount is the order’s total, repeated on each row`,
          )
        : text(
            `${multiRow} 个订单有多行：金额按每行相加`,
            `${multiRow} ${have} several rows: the amounts of the rows are added up`,
          ),
    );
  }
  if (acrossFiles > 0) {
    const stand = acrossFiles === 1 ? 'stands' : 'stand';
    remarks.push(
      text(
        `${acrossFiles} 个订单在几个文件里都有：只按日期更晚的那个文件计一次`,
        `${many(acrossFiles, 'order')} ${stand} in several files: each counts once, as the file with the later days has it`,
      ),
    );
  }
  if (mode === 'per-line' && repeatedRows > 0) {
    const say = repeatedRows === 1 ? 'says' : 'say';
    remarks.push(
      text(
        `⚠ ${repeatedRows} 行和同一订单的另一行完全相同，都已相加；如果是重复的行，请删掉后再导入`,
        `⚠ ${many(repeatedRows, 'row')} ${say} exactly what another row of the order says; all are added up. If they were copied by mistake, remove them and import again`,
      ),
    );
  }
  if (negativeRows > 0) {
    const have = negativeRows === 1 ? 'row has' : 'rows have';
    remarks.push(
      text(
        `${negativeRows} 行金额为负：整单为负时评级按 0 元计。若是退货，请放到退款列（refunded），或用预设 online-retail`,
        `${negativeRows} ${have} a negative amount; in grading an order below zero counts as 0. If they are returns, give them in a refund column (refunded) or use the preset online-retail`,
      ),
    );
  }
  return [...remarks, ...doubted.map(doubtedText)];
}
