import { englishWords, folded } from './tokens.js';

/** Words for people under 14. 少年, 中学 and 青少年 reach beyond, and are left out. */
const CHILDREN_ZH = /儿童|幼儿|宝宝|少儿|小学|幼教|早教|儿歌|童话|托班|启蒙|婴幼儿/u;
const CHILDREN_EN = new Set([
  'kid',
  'kids',
  'toddler',
  'toddlers',
  'preschool',
  'kindergarten',
  'children',
  'childrens',
]);

/** Made for those who look after children, teach them or sell to them, or follow them. */
const ADULTS_ZH =
  /孕|育儿|家长|妈妈|爸爸|父母|教师|老师|园丁|园长|教研|教资|资格|考编|监控|监护|守护|定位|手表|医院|门诊|接种|疫苗|取名|起名|相册|成长记录|商城|用品|母婴|管理|摄影|辅食|食谱|保险/u;
const ADULTS_EN = new Set([
  ...['parent', 'parents', 'parental', 'teacher', 'teachers', 'mom', 'dad', 'monitor', 'tracker', 'control', 'locator'],
  ...['hospital', 'camera', 'growth', 'names', 'shop', 'store', 'watch', 'safe', 'pregnancy', 'feeding'],
]);

/** Categories in which an app with such a name is used by the children themselves. */
const THEIRS: ReadonlySet<string> = new Set(['C18', 'C19', 'C28', 'C29', 'C35']);

/**
 * Whether an app is made for people under 14: its label says so in plain words and its category is one that children use
 * themselves. Not knowing the category, or a word for parents and teachers, means no.
 *
 * @param category - declared, or inferred at 0.8 or more
 * @returns the word of the label that says so
 */
export function inferMinors(labels: readonly string[], category: string | undefined): string | undefined {
  if (category === undefined || !THEIRS.has(category)) return undefined;
  let said: string | undefined;
  for (const label of labels) {
    const words = englishWords(label);
    if (ADULTS_ZH.test(folded(label)) || words.some((word) => ADULTS_EN.has(word))) return undefined;
    said ??= CHILDREN_ZH.exec(folded(label))?.[0] ?? words.find((word) => CHILDREN_EN.has(word));
  }
  return said;
}
