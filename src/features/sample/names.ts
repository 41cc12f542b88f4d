import { readWeights } from './weights.ts';

/** Surnames by their frequency in China, per ten thousand. */
export const surnames = readWeights(`
  王 720 李 718 张 679 刘 540 陈 453 杨 308 赵 229 黄 223 周 212 吴 205 徐 167 孙 154 胡 131 朱 126 高 121
  林 118 何 117 郭 115 马 112 罗 95 梁 84 宋 81 郑 78 谢 72 韩 68 唐 65 冯 64 于 62 董 61 肖 58 程 57 曹 56
  袁 54 邓 54 许 52 傅 51 沈 50 曾 50 彭 49 吕 47 苏 47 卢 47 蒋 46 蔡 46 贾 42 丁 42 魏 41 薛 40 叶 40
  余 39 潘 39 杜 39 戴 36 夏 35 钟 35 汪 35 田 38 任 35 姜 36 范 36 方 36 石 34 姚 33 谭 34 廖 34 邹 32
  熊 32 金 32 陆 31 郝 28 孔 27 白 27 崔 29 康 25 邱 28 秦 27 江 27 史 25 顾 26 侯 26 邵 24 孟 26 龙 24
  万 23 段 22 雷 23 钱 22 汤 20 尹 19 黎 19 易 19 常 18 武 18 乔 17 贺 17 赖 17 龚 17 文 16 欧阳 7 诸葛 1
`);

/** Given names in fashion while a generation was born. */
interface Fashion {
  /** Share of one-character names. */
  readonly single: number;
  readonly women: GivenNames;
  readonly men: GivenNames;
}

interface GivenNames {
  readonly singles: readonly string[];
  readonly firsts: readonly string[];
  readonly seconds: readonly string[];
}

/** The fashion of a year of birth. */
export function fashionOf(year: number): Fashion {
  return year < 1970
    ? older
    : year < 1980
      ? seventies
      : year < 1990
        ? eighties
        : year < 2000
          ? nineties
          : young;
}

const older: Fashion = {
  single: 0.15,
  women: given('英兰芳珍梅霞玲红', '秀桂玉淑凤素春月美爱', '英兰珍芳梅华荣琴云香'),
  men: given('军勇强平刚明伟林', '建志文永德广玉长振国', '国军华明平林生山成忠'),
};
const seventies: Fashion = {
  single: 0.45,
  women: given('丽静敏艳燕红霞玲芳娟萍琴', '丽晓海红春雪秋玉慧美', '丽华燕红梅霞萍芳玲娟'),
  men: given('伟勇军强涛斌刚波辉峰杰鹏', '志建海文国晓卫永立俊', '伟强军峰辉明华勇刚斌'),
};
const eighties: Fashion = {
  single: 0.35,
  women: given('婷静娜敏丹莉颖倩雪琳洁璐燕慧', '晓雅丽佳海文雪婷思美玉春', '婷娜静丽燕敏琳洁慧颖萍君'),
  men: given('磊超鹏杰浩涛亮凯飞帅斌宇洋峰', '晓志俊建海文少明嘉振伟家', '鹏杰伟辉龙斌峰亮飞宇涛超'),
};
const nineties: Fashion = {
  single: 0.22,
  women: given('婷欣雪悦倩瑶颖蕾慧琪璐妍佳蓉', '雨思佳梦雅欣嘉晓诗静文婉', '婷琪瑶怡雪欣洁萱雯彤颖宁'),
  men: given('浩宇凯鑫杰鹏旭阳昊博翔晨毅帆', '俊嘉子志明文浩宇泽天家佳', '豪杰轩辉鑫宇伟航凯阳鹏龙'),
};
const young: Fashion = {
  single: 0.1,
  women: given('妍悦涵萱瑶彤', '子梓欣雨诗可思语佳一若梦', '涵萱怡彤妍琪悦瑶桐欣宁菲'),
  men: given('睿轩博昊宇涵辰', '子浩宇梓俊博泽铭奕嘉皓一', '轩涵宇豪睿辰泽航然杰阳霖'),
};

function given(singles: string, firsts: string, seconds: string): GivenNames {
  return { singles: [...singles], firsts: [...firsts], seconds: [...seconds] };
}
