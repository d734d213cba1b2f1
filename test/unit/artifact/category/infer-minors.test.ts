import { describe, expect, it } from '@jest/globals';
import { inferMinors } from '../../../../src/artifact/category/index.js';

describe('made for people under 14', () => {
  it.each([
    ['宝宝巴士儿歌', 'C28', '宝宝'],
    ['儿童故事', 'C35', '儿童'],
    ['小学英语同步学', 'C19', '小学'],
    ['Kids Puzzle Games', 'C18', 'kids'],
    ['Toddler Songs', 'C28', 'toddler'],
  ])('%s in %s: «%s»', (label, category, word) => {
    expect(inferMinors([label], category)).toBe(word);
  });

  it.each([
    ['宝宝树孕育', 'C21'],
    ['小学教师资格证考试', 'C19'],
    ['幼儿园家长端', 'C19'],
    ['儿童手表', 'C38'],
    ['宝宝取名', 'C19'],
    ['Kids Parental Control', 'C18'],
    ['Baby Tracker', 'C19'],
    ['青少年编程', 'C19'],
    ['作业帮', 'C19'],
    ['童装商城', 'C06'],
    ['KidsWear', 'C06'],
    ['Skids', 'C18'],
  ])('not, or not surely: %s in %s', (label, category) => {
    expect(inferMinors([label], category)).toBeUndefined();
  });

  it('does not guess without a category', () => {
    expect(inferMinors(['宝宝巴士儿歌'], undefined)).toBeUndefined();
  });

  it('reads every language, and a word for parents in any of them ends it', () => {
    expect(inferMinors(['Story Time', '儿童故事'], 'C35')).toBe('儿童');
    expect(inferMinors(['儿童故事', 'Stories for parents'], 'C35')).toBeUndefined();
  });
});
