/** What a column of a file with events may hold, in the order in which columns are looked for. */
export const eventColumns = [
  'customer_id',
  'resolved_at',
  'at',
  'rating',
  'kind',
  'aspect',
  'product',
  'text',
  'measure',
  'quantity',
] as const;
export type EventColumn = (typeof eventColumns)[number];

/** The names that these columns have in exports, best first, as `orderNames` has them; of who it is, beside those of orders. */
export const eventNames: Readonly<Record<EventColumn, string>> = {
  customer_id:
    '评价人 评论人 评价用户 投诉人 投诉客户 来访人 到访人 访客id 访客 住客 住客姓名 机主 用户 reviewer reviewerid complainant visitor visitorid guest guestid subscriber',
  resolved_at:
    '处理时间 处理日期 处理完成时间 解决时间 解决日期 完结时间 结案时间 结案日期 办结时间 完成时间 关闭时间 回复时间 解决于 resolvedtime resolveddate resolvedon closedat closedon completedat',
  at: '评价时间 评价日期 评论时间 评论日期 点评时间 点评日期 投诉时间 投诉日期 服务时间 服务日期 咨询时间 受理时间 受理日期 报修时间 预约时间 到店时间 到店日期 到访时间 到访日期 来访时间 访问时间 访问日期 浏览时间 浏览日期 进店时间 签到时间 使用时间 使用日期 变动时间 变动日期 积分时间 积分日期 入账时间 入账日期 获得时间 入住时间 入住日期 离店日期 通话时间 发生时间 发生日期 反馈时间 反馈日期 提交时间 登记时间 记录时间 创建时间 开始时间 日期 时间 reviewtime reviewdate ratedat complainttime complaintdate servicedate visittime visitdate visitedat usagedate checkin checkindate eventtime eventdate createdat createtime createddate submittedat openedat opened timestamp datetime date time',
  rating:
    '评分 星级 评价星级 评价分数 打分 得分 分数 评价等级 评价结果 评级 满意度 满意度评分 总体评分 综合评分 评价类型 评价 评论 star stars starrating score reviewscore ratingvalue satisfaction',
  kind: '类型 类别 分类 变动类型 积分类型 收支类型 操作类型 投诉类型 投诉类别 投诉原因 投诉事由 问题类型 问题分类 服务类型 服务类别 服务项目 工单类型 咨询类型 来访方式 到访方式 访问类型 浏览类型 使用类型 事由 type category complainttype servicetype tickettype visittype reason',
  aspect: '方面 维度 评价维度 评价方面 评价项目 评价项 评分项 评价指标 dimension',
  product:
    '商品 商品名称 商品标题 宝贝标题 宝贝名称 宝贝 产品 产品名称 品名 评价商品 浏览商品 投诉商品 菜品 菜品名称 书名 房型 套餐 套餐名称 页面 productname producttitle productid item itemname sku asin page',
  text: '内容 原因 变动原因 调整原因 评价内容 评论内容 点评内容 评语 评价详情 评价 评论 投诉内容 投诉描述 问题描述 问题 描述 服务内容 服务记录 咨询内容 沟通内容 反馈 反馈内容 意见 建议 留言 详情 说明 备注 摘要 content comment comments review reviewtext reviewbody description body message feedback note notes remark remarks summary title',
  measure: '计量项 计量项目 用量类型 用量项目 使用项目 指标 指标名称 项目 项目名称 单位 计量单位 metric unit',
  quantity:
    '数量 积分 积分数 积分值 积分数量 积分变动 变动积分 积分变化 获得积分 points pointschange 用量 使用量 数值 时长 晚数 间夜 间夜数 入住晚数 房晚 通话分钟 通话分钟数 分钟 分钟数 通话时长 流量 数据流量 使用流量 次数 使用次数 停留时长 qty amount value nights roomnights minutes callminutes gb datagb usage duration count',
};

/** Columns that hold ratings or words, whichever stands in them: their name does not tell. */
export const ratingOrText = new Set(['评价', '评论', '评价类型', '评级', '满意度']);

/** What a quantity measures by the name of its column; other names but these common ones are measures' own. */
const measures: ReadonlyMap<string, string> = new Map([
  ...'晚数 间夜 间夜数 入住晚数 房晚 nights roomnights'.split(' ').map((name) => [name, 'nights'] as const),
  ...'通话分钟 通话分钟数 分钟 分钟数 minutes callminutes'
    .split(' ')
    .map((name) => [name, 'minutes'] as const),
  ...'流量gb 数据流量gb 使用流量gb gb datagb'.split(' ').map((name) => [name, 'GB'] as const),
]);
const anything = new Set(
  '数量 积分 points 用量 使用量 数值 qty quantity amount value usage count'.split(' '),
);

/** What is measured in a file that does not say so row by row, told by the name of its column of quantities. */
export function measureNamed(column: string): string | null {
  const bare = column
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-()（）]/g, '');
  return anything.has(bare) ? null : (measures.get(bare) ?? column.trim());
}
