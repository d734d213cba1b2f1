import { categories } from '../../data/index.js';

/** How much a word says: it names the category by itself, suggests it, or only fits it. */
export type Strength = 'names' | 'suggests' | 'fits';

/** A word of rules/data/categories.json (`hints`) with the category it speaks for. */
export interface Hint {
  readonly word: string;
  readonly category: string;
  readonly strength: Strength;
}

/** Space-separated; `_` stands for a space inside a word. */
const words = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .trim()
      .split(/\s+/u)
      .map((word) => word.replaceAll('_', ' ')),
  );

/**
 * Chinese hints name their category unless they stand here: these are also words of other trades (a bank's community, a
 * video meeting), so a label with nothing else leaves room for doubt.
 */
const ZH_SUGGESTS = words(`
  上网 专车 严选 书库 书架 买菜 二手 云存储 五子棋 交友 人才网 代驾 优惠券 优选 体育新闻 信用社 债券 健走
  公交 公务员 公寓 共享出行 兼职 农信 减肥 分时租赁 分期 分贝 到家 刷题 医生 医院 单词 卖车 博客 同城急送
  听书 团购 地铁 外汇 头条 姨妈 孕 孕妇 字典 学习 学堂 安全中心 客栈 家教 密聊 尺子 展览票 应用中心 影院
  快运 恋爱 房源 扫描 投屏 投资 拍照 拼音输入 换算 提词器 播放器 教师资格 教育 数独 文件 文档 旅行 旧车
  时钟 星座 景区 景点 校园 格式转换 楼盘 民宿 汇率 测绘 测距 清理 游戏 滤镜 照片编辑 物业 狼人杀 理财 电台
  电影 电视剧 画板 病毒 白条 百货 看剧 社区 票务 笔记 简历 红娘 约会 练题 绘本 维修 美容 美食 考试 聊天
  育儿 胎教 自拍 自由行 航空 英语 行情 表格 视频 记事 读书 象棋 财富 贵金属 贷 超市 跑腿 路况 跳蚤 转账
  运动 追书 邮件 钱包 银行卡 键盘 阅读 音乐 音乐节 餐厅 餐饮 骑行 高铁
`);

/** Chinese words that fit a category and many things besides. */
const ZH_FITS = words(`
  K歌 三国 主播 五笔 人才 传奇 体育 信用卡 借 健康 共享 出行 剧场 办公 动漫 助手 包裹 医疗 卫士 同城 咖啡
  商店 图片编辑 圈子 备份 大战 奶茶 好物 妈妈 家居 就医 工具 市场 度假 开会 影音 房屋 拍客 拼音 收款 旗舰店
  步数 母婴 游记 漫画 火锅 照片 物流 生活服务 生鲜 管家 网页 职场 训练 课程 财经 邮政 金融 铁路
`);

/** English hints only suggest: names of apps borrow English words freely. These are as good as Chinese ones. */
const EN_NAMES = words(`
  calculator compass flashlight ride_hailing
`);

/** English words that fit a category and many things besides. */
const EN_FITS = words(`
  airline apartment audio baby beauty beauty_salon bike blog book booking books booster buy camera car
  career cash chat clean clinic clip cloud coffee comic community concert converter course credit daily
  date delivery doctor draw drive edu education exam express filter finance flight fm fund gym headline
  health home_service house household im input invest job jobs learn learning live mail mall map market
  metro movie navi note pay pdf period photo pizza play player podcast property puzzle radio reader recruit
  remote rent repair restaurant ride run running scanner school scooter security shop social sport stock
  store study talk theatre ticket tool tools tour trading train trip utility video virus web wifi
`);

/** All words with a strength of their own, for the tests: each must be a hint. */
export const STRENGTH_WORDS: readonly string[] = [ZH_SUGGESTS, ZH_FITS, EN_NAMES, EN_FITS].flatMap((set) => [...set]);

const zhStrength = (word: string): Strength =>
  ZH_FITS.has(word) ? 'fits' : ZH_SUGGESTS.has(word) ? 'suggests' : 'names';

const enStrength = (word: string): Strength => (EN_FITS.has(word) ? 'fits' : EN_NAMES.has(word) ? 'names' : 'suggests');

export interface Lexicon {
  /** Chinese hints by their first character, longest first. */
  readonly zh: ReadonlyMap<string, readonly Hint[]>;
  /** English hints by the word without spaces: `flashlight`, `filemanager`. */
  readonly en: ReadonlyMap<string, Hint>;
  /** Most words an English hint has. */
  readonly enWords: number;
}

function make(): Lexicon {
  const zh = new Map<string, Hint[]>();
  const en = new Map<string, Hint>();
  let enWords = 1;
  for (const { id, hints } of categories()) {
    for (const text of hints.zh) {
      const word = text.toLowerCase();
      const hint: Hint = { word, category: id, strength: zhStrength(text) };
      zh.set(word.charAt(0), [...(zh.get(word.charAt(0)) ?? []), hint]);
    }
    for (const word of hints.en) {
      en.set(word.replaceAll(' ', ''), { word, category: id, strength: enStrength(word) });
      enWords = Math.max(enWords, word.split(' ').length);
    }
  }
  for (const hints of zh.values()) hints.sort((a, b) => b.word.length - a.word.length);
  return { zh, en, enWords };
}

let made: Lexicon | undefined;

/** Made at the first call. */
export const lexicon = (): Lexicon => (made ??= make());
