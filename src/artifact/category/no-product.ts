/**
 * Words that say an app is none of the 39, whatever else its name says: samples, tests and targets for developers, and
 * the side of merchants, offices and authorities. English ones are whole words.
 */
const DEVELOPERS = new Set(
  `demo demos sample samples example examples test tests testing tutorial tutorials sdk crackme crackmes uncrackable
  insecure vulnerable benchmark codelab codelabs playground template boilerplate androidtest instrumentation showcase
  proguard mock`
    .trim()
    .split(/\s+/u),
);

const SOMEONE_ELSE = new Set('merchant merchants courierapp admin enterprise pos seller partner'.split(' '));

/** Developers' words in Chinese, and who uses the other side of a service. */
const CHINESE =
  /示例|範例|演示|样例|例子|组件|框架|架构|脚手架|模板工程|测试版?$|^测试|开发者|商家|商户|骑手|司机|店长|收银|企业版|(?:管理|教练|医生|员工|教师|老师)端|管理(?:后台|系统)|工作[站台]|政务|政府|公安|税务|社保|医保|公积金|党建|营业厅/u;

/** `hello` alone is a greeting, or a brand. */
const HELLO = /\bhello (?:world|activity|android|jni|app)\b|\bhello(?:world|android|activity)/u;

/** The word in an app's label that says it is no product for consumers. */
export function noProductLabel(label: string, words: readonly string[]): string | undefined {
  return (
    words.find((word) => DEVELOPERS.has(word) || SOMEONE_ELSE.has(word)) ??
    CHINESE.exec(label)?.[0] ??
    HELLO.exec(words.join(' '))?.[0]
  );
}

/** The word in a package name that says so; `com.example` is not one. Parts of a segment count: `umengdemo`. */
export function noProductPackage(segments: readonly string[]): string | undefined {
  return segments.find((segment) => DEVELOPERS.has(segment) || /.(?:demo|sample|tests?|crackme)$/u.test(segment));
}
