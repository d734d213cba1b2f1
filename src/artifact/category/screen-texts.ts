/** Texts on screens that belong to one trade: SDKs and libraries do not bring them. */
const BY_CATEGORY: Readonly<Record<string, string>> = {
  C01: '路线规划 驾车路线 步行路线 离线地图',
  C02: '呼叫司机 预估车费 乘车人 等待接驾',
  C06: '加入购物车 立即购买 确认收货 收货地址',
  C07: '配送费 起送价 外卖订单',
  C08: '寄件人 收件人地址 运单号 快递单号',
  C09: '车次 二等座 登机口 值机',
  C11: '期望薪资 投递简历 我的简历',
  C12: '借款金额 还款日 授信 立即借款 借款期限',
  C13: '看房 户型 首付',
  C15: '挂号 就诊人 科室 问诊',
  C17: '入住日期 离店 房型',
  C18: '排行榜分数 再来一局 游戏结束 关卡',
  C19: '错题本 题库 课程表 交卷',
  C20: '报修 物业费 上门服务',
  C21: '经期 排卵期 孕周 预产期',
  C23: '自选股 净值 开户 持仓',
  C24: '网点查询 转账汇款 账户余额',
  C25: '发件箱 草稿箱 收件箱',
  C27: '直播间 送礼物 主播',
  C28: '播放列表 歌手 专辑',
  C31: '消耗卡路里 运动轨迹 步数',
  C32: '无痕浏览 新建标签页 添加书签',
  C34: '病毒查杀 垃圾清理 骚扰拦截 病毒库 手机防盗',
  C35: '书架 下一章 上一章 章节目录',
  C36: '美颜 滤镜 磨皮',
};

/** Text → category. */
export const SCREEN_TEXTS: ReadonlyMap<string, string> = new Map(
  Object.entries(BY_CATEGORY).flatMap(([id, texts]) => texts.split(' ').map((text) => [text, id] as const)),
);
