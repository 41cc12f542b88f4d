import { type Text, text } from '../domain/text.ts';
import type { ClvReport } from '../features/clv/request.ts';
import { many } from '../features/imports/file-words.ts';

/** Beyond this the model's assumption that how often says nothing of how much is doubtful. */
const STRONG_CORRELATION = 0.3;

/** A chance of leaving after a purchase that is as good as none. */
const HARDLY = 0.001;

/** What a reader has to know before trusting the figures. */
export function clvRemarks(report: ClvReport): Text[] {
  return [...worthRemarks(report), ...valueRemarks(report), ...fitRemarks(report)];
}

function worthRemarks({ worth }: ClvReport): Text[] {
  if (worth.kind === 'revenue') {
    return [
      text(
        '订单里没有毛利，价值按销售额计；知道毛利率的话请加 --margin，如 --margin 0.3',
        'The orders tell no margin, so values are revenue; if you know the margin, add it: --margin 0.3',
      ),
    ];
  }
  const { orders, telling, rate } = worth;
  const percent = `${(100 * rate).toFixed(1)}%`;
  if (telling === orders) return [];
  if (telling === 0) {
    return [text(`利润按销售额的 ${percent} 计`, `Profit is taken to be ${percent} of revenue`)];
  }
  return [
    text(
      `${orders} 笔订单里 ${telling} 笔有毛利，其余按毛利率 ${percent} 计`,
      `${telling} of ${orders} orders tell their margin; the others count at ${percent} of their amount`,
    ),
  ];
}

const whyPlain = {
  'too-few': text('有价值的复购客户太少', 'too few repeat customers spent anything'),
  'all-equal': text('复购客户的平均金额都一样', 'all repeat customers spend the same on average'),
  'no-mean': text(
    '少数客户的金额大得离谱，模型没有平均值',
    'a few customers spend so much that the model has no mean',
  ),
} as const;

function valueRemarks({ values, worthless, correlation }: ClvReport): Text[] {
  const remarks: Text[] = [];
  if (values.kind === 'plain') {
    const { zh, en } = whyPlain[values.why];
    remarks.push(
      text(
        `没有用 Gamma-Gamma（${zh}）：每次购买的价值按客户自己的平均数，没有复购的按大家的平均数`,
        `Gamma-Gamma was not used (${en}): a purchase is worth the customer’s own mean, without repeat purchases everybody’s`,
      ),
    );
  }
  if (worthless > 0) {
    remarks.push(
      text(
        `${worthless} 位复购客户的复购没有带来收入，金额模型没有用他们`,
        `The repeat purchases of ${many(worthless, 'customer')} earned nothing; the value model is fitted without them`,
      ),
    );
  }
  if (values.kind === 'gamma-gamma' && Math.abs(correlation) > STRONG_CORRELATION) {
    const [zh, en] = correlation > 0 ? ['买得越多', 'buy for more'] : ['买得越少', 'buy for less'];
    remarks.push(
      text(
        `⚠ 来得越勤的客户每次${zh}（相关系数 ${correlation.toFixed(2)}），模型假定两者无关：价值只当粗略估计`,
        `⚠ Customers who come more often ${en} (correlation ${correlation.toFixed(2)}), which the model takes to be unrelated: read values as rough`,
      ),
    );
  }
  return remarks;
}

function fitRemarks({ fitted, values }: ClvReport): Text[] {
  const fits = [fitted, ...(values.kind === 'gamma-gamma' ? [values.fitted] : [])];
  const names = fits.flatMap(({ unsettled }): readonly string[] => unsettled);
  const remarks: Text[] = [];
  if (fitted.model.a < HARDLY * fitted.model.b) {
    remarks.push(
      text(
        '⚠ 这些订单里看不出有客户流失，所以 p_alive 都接近 1：时间再长一些才看得出来',
        '⚠ These orders show nobody leaving, so every p_alive is near 1: it takes a longer time to see',
      ),
    );
  }
  if (names.length > 0) {
    remarks.push(
      text(
        `⚠ 这些数据定不出参数 ${names.join('、')}，它停在允许范围的边上，因此没有标准误：预测请当作粗略估计`,
        `⚠ The data do not settle ${names.join(', ')}: the best fit is at the end of what is allowed, so there are no standard errors. Read predictions as rough`,
      ),
    );
  } else if (!fits.every(({ converged }) => converged)) {
    remarks.push(
      text('⚠ 拟合没有收敛：预测请当作粗略估计', '⚠ The fit did not converge: read predictions as rough'),
    );
  }
  return remarks;
}
