/** What the sample shops sell. */
interface Category {
  readonly name: string;
  /** How often women and men choose it. */
  readonly taste: { readonly women: number; readonly men: number };
  /** Spread of an order's amount around price × quantity, as the sigma of a log-normal. */
  readonly spread: number;
  readonly products: readonly Product[];
}

interface Product {
  readonly name: string;
  /** In fen. */
  readonly price: number;
}

export const categories: readonly Category[] = [
  category(
    '茶叶',
    5,
    10,
    0.4,
    '明前龙井250g 268 安溪铁观音500g 158 普洱熟茶饼357g 188 福鼎白茶300g 139 正山小种250g 128 茉莉花茶200g 59 大红袍礼盒 398',
  ),
  category(
    '护肤',
    14,
    3,
    0.35,
    '保湿面霜50ml 169 氨基酸洁面乳120g 69 玻尿酸精华液30ml 219 防晒乳60ml 99 补水面膜10片 79.9 紧致眼霜15g 189 爽肤水200ml 119',
  ),
  category(
    '彩妆',
    9,
    1,
    0.35,
    '哑光口红 129 气垫粉底 159 双头眉笔 39.9 四色眼影盘 89 睫毛膏 69.9 卸妆水400ml 75 定妆散粉 109',
  ),
  category(
    '零食',
    12,
    9,
    0.45,
    '每日坚果30包 109 手撕牛肉干250g 49.9 芒果干3袋 29.9 蛋黄酥6枚 36.8 海苔脆片 19.9 全麦面包1kg 26.9 麻辣鸭脖 32.5',
  ),
  category(
    '粮油调味',
    6,
    7,
    0.35,
    '五常大米5kg 69.9 压榨花生油5L 139.9 初榨橄榄油750ml 89 酿造酱油1L 18.8 小磨香油500ml 36 杂粮礼包4kg 59.9',
  ),
  category(
    '母婴',
    9,
    4,
    0.3,
    '纸尿裤L码 139 婴幼儿奶粉3段800g 258 婴儿湿巾12包 45.9 宽口径奶瓶 79 儿童保温杯 99 隔尿垫20片 39.9 婴儿推车 699',
  ),
  category(
    '玩具',
    5,
    4,
    0.4,
    '大颗粒积木 129 遥控越野车 159 木质拼图 49.9 毛绒小熊 69 绘画套装 88 儿童滑板车 199',
  ),
  category(
    '女装',
    13,
    1,
    0.35,
    '真丝衬衫 369 针织开衫 189 高腰阔腿裤 159 碎花连衣裙 239 纯棉T恤 79 西装外套 329 家居服套装 129',
  ),
  category(
    '男装',
    2,
    11,
    0.35,
    '免烫衬衫 159 直筒牛仔裤 199 商务夹克 359 纯棉T恤 89 针织POLO衫 139 休闲长裤 169 运动卫衣 179',
  ),
  category(
    '鞋包',
    8,
    6,
    0.35,
    '轻便跑鞋 299 真皮乐福鞋 339 帆布鞋 129 单肩通勤包 259 双肩电脑包 189 20寸行李箱 319',
  ),
  category(
    '家居',
    8,
    5,
    0.45,
    '全棉四件套 299 乳胶枕 169 遮光窗帘 188 羊毛被 459 北欧台灯 129 收纳箱3只 79.9 浴巾2条 59.9',
  ),
  category(
    '厨房用品',
    5,
    4,
    0.35,
    '不粘炒锅32cm 199 砂锅3L 129 陶瓷餐具16件 159 不锈钢刀具套装 218 保鲜盒5件 49.9 保温壶2L 119',
  ),
  category(
    '家清日化',
    7,
    4,
    0.35,
    '抽纸24包 49.9 洗衣液3kg 39.9 洗衣凝珠52颗 45 电动牙刷 199 洗发水500ml 59.9 洗洁精1.5kg 19.9',
  ),
  category(
    '数码配件',
    4,
    14,
    0.35,
    '65W充电器 99 磁吸充电宝 149 蓝牙耳机 199 手机壳 39 机械键盘 329 无线鼠标 89 Type-C数据线 29.9',
  ),
  category(
    '小家电',
    5,
    7,
    0.3,
    '空气炸锅5L 299 破壁机 399 电热水壶1.7L 99 扫地机器人 1599 挂烫机 259 加湿器4L 149',
  ),
  category(
    '图书',
    5,
    6,
    0.5,
    '长篇小说精装 68 儿童绘本10册 128 经济学入门 59 家常菜谱 45 考研英语真题 79.8 世界史三卷 168 手账本 32',
  ),
  category(
    '运动户外',
    4,
    8,
    0.35,
    '瑜伽垫 89 可调哑铃 269 户外帐篷 399 速干运动衣 99 登山杖2支 129 羽毛球拍 189',
  ),
  category(
    '宠物用品',
    5,
    4,
    0.35,
    '成猫粮5kg 189 犬粮10kg 239 豆腐猫砂4袋 79.9 冻干零食 45 猫抓板 29.9 宠物饮水机 129',
  ),
];

function category(name: string, women: number, men: number, spread: number, priced: string): Category {
  return { name, taste: { women, men }, spread, products: readProducts(priced) };
}

function readProducts(priced: string): Product[] {
  return [...priced.matchAll(/(\S+) (\S+)/g)].map(([, name = '', yuan]) => ({
    name,
    price: Math.round(Number(yuan) * 100),
  }));
}
