import { readWeights, type Weights } from './weights.ts';

/** A place to buy: a shop on a platform, or one with a door. */
interface Store {
  readonly name: string;
  readonly channel: string;
  /** Where its door is; null on a platform. */
  readonly city: string | null;
  readonly owners: readonly string[];
  /** Share of the customers. */
  readonly weight: number;
}

export const stores: readonly Store[] = [
  online('淘宝', '淘宝企业店', 20, '林晓雯', '陈志远'),
  online('天猫', '天猫旗舰店', 19, '林晓雯', '王雪梅'),
  online('京东', '京东旗舰店', 13, '陈志远', '周海燕'),
  online('拼多多', '拼多多专营店', 8, '周海燕'),
  online('抖音', '抖音官方店', 13, '李佳宁', '吴俊杰'),
  online('微信小程序', '小程序商城', 11, '李佳宁', '王雪梅'),
  offline('上海市', '上海徐家汇店', 2.6, '赵明轩'),
  offline('北京市', '北京朝阳店', 2.4, '孙婉婷'),
  offline('浙江省杭州市', '杭州湖滨店', 2.2, '赵明轩'),
  offline('广东省广州市', '广州天河店', 2, '何嘉欣'),
  offline('广东省深圳市', '深圳南山店', 2, '何嘉欣'),
  offline('四川省成都市', '成都春熙店', 1.8, '罗文博'),
  offline('湖北省武汉市', '武汉光谷店', 1.5, '罗文博'),
  offline('江苏省南京市', '南京新街口店', 1.5, '孙婉婷'),
];

/** How customers of a channel found the business. */
export function sourcesOf(channel: string): Weights {
  return sources[channel] ?? search;
}

const search = readWeights('搜索 50 广告 24 朋友介绍 12 活动 8 社群 6');
const sources: Readonly<Record<string, Weights>> = {
  拼多多: readWeights('搜索 34 朋友介绍 32 活动 24 广告 10'),
  抖音: readWeights('直播 55 短视频 28 广告 12 搜索 5'),
  微信小程序: readWeights('社群 36 朋友介绍 30 公众号 20 活动 8 门店 6'),
  门店: readWeights('门店 62 朋友介绍 24 活动 10 广告 4'),
};

function online(channel: string, name: string, weight: number, ...owners: string[]): Store {
  return { name, channel, city: null, owners, weight };
}

function offline(city: string, name: string, weight: number, ...owners: string[]): Store {
  return { name, channel: '门店', city, owners, weight };
}
