import { type Text, text } from '../text.ts';
import type { ProvenModel, ProvenPrediction } from './prove-prediction.ts';

/** What a predicted value goes by, a sentence each. */
export function predictionWords({ history, model }: ProvenPrediction): Text[] {
  const own = historyWords(history);
  return model === null ? [own] : [own, modelWords(model), ...worthWords(model)];
}

function historyWords(history: ProvenPrediction['history']): Text {
  if (history === null) return text('没有计入的购买', 'no purchase that counts');
  const { frequency, recency, age } = history;
  if (frequency === 0) {
    return text(`只在一天买过，首购至今 ${age} 天`, `bought on one day alone; known for ${days(age, 'day')}`);
  }
  return text(
    `首购之后又在 ${frequency} 天买过，最后一次在首购后第 ${recency} 天，首购至今 ${age} 天`,
    `bought on ${days(frequency, 'more day')} after the first, the last ${days(recency, 'day')} after it; known for ${days(age, 'day')}`,
  );
}

function modelWords({ fixedOn, customers, repeaters, parameters }: ProvenModel): Text {
  const on = fixedOn === null ? text('', '') : text(`${fixedOn} `, ` on ${fixedOn}`);
  const by = text(
    `模型${on.zh === '' ? '' : ` ${on.zh}`}按 ${customers} 位客户（${repeaters} 位复购）的购买拟合`,
    `the model was fitted${on.en} to what ${days(customers, 'customer')} bought, of whom ${repeaters} came again`,
  );
  if (parameters === null) {
    return text(`${by.zh}：复购太少，没有结果`, `${by.en}: too few for a result`);
  }
  const named = Object.entries(parameters).map(([name, value]) => `${name} ${figure(value)}`);
  return text(
    `${by.zh}（BG/NBD，时间以周计）：${named.join('，')}`,
    `${by.en} (BG/NBD, times in weeks): ${named.join(', ')}`,
  );
}

function worthWords({ parameters, worth: found }: ProvenModel): Text[] {
  if (parameters === null || found === null) return [];
  const { worth, values } = found;
  const kind =
    worth.kind === 'revenue'
      ? text('每次购买的价值按销售额', 'a purchase is worth what was paid for it')
      : text(
          `每次购买的价值按毛利，没有毛利的按销售额的 ${percent(worth.rate)}`,
          `a purchase is worth its margin, or ${percent(worth.rate)} of its amount where it tells none`,
        );
  if (values.kind === 'plain') {
    return [
      text(
        `${kind.zh}，取客户自己的平均数，没有复购的取大家的平均数 ${figure(values.mean)}`,
        `${kind.en}: the customer’s own mean, without repeat purchases everybody’s, ${figure(values.mean)}`,
      ),
    ];
  }
  const named = Object.entries(values.fitted.model).map(([name, value]) => `${name} ${figure(value)}`);
  return [
    text(`${kind.zh}（Gamma-Gamma）：${named.join('，')}`, `${kind.en} (Gamma-Gamma): ${named.join(', ')}`),
  ];
}

function days(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function figure(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function percent(rate: number): string {
  return `${(100 * rate).toFixed(1)}%`;
}
