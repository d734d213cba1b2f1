import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inferCategory } from '../../../../src/artifact/category/index.js';
import type { CategoryInput } from '../../../../src/artifact/category/index.js';
import { categories } from '../../../../src/data/index.js';

const ofLabel = (...labels: string[]): string | undefined => inferCategory({ labels })?.id;

/** Share of e^score against e^none, rounded down to two places: the arithmetic of weights.ts by hand. */
const share = (score: number, none: number): number => Math.floor(100 / (1 + Math.exp(none - score))) / 100;

describe('what a label says', () => {
  it.each([
    ['手电筒', 'C38'],
    ['Flashlight', 'C38'],
    ['FlashLight Pro', 'C38'],
    ['QQ浏览器', 'C32'],
    ['ES文件浏览器', 'C38'],
    ['短视频', 'C29'],
    ['腾讯视频', 'C28'],
    ['腾讯视频会议', 'C26'],
    ['瓜子二手车', 'C14'],
    ['二手房网', 'C13'],
    ['房贷计算器', 'C38'],
    ['银行从业资格考试题库', 'C19'],
    ['携程旅行-订酒店机票', 'C16'],
    ['番茄免费小说极速版', 'C35'],
  ])('%s: %s', (label, id) => {
    expect(ofLabel(label)).toBe(id);
  });

  it('is as sure as the word: one that names, suggests, fits', () => {
    expect(inferCategory({ labels: ['手电筒'] })?.confidence).toBe(share(4, 2));
    expect(inferCategory({ labels: ['视频'] })?.confidence).toBe(share(3, 2));
    expect(inferCategory({ labels: ['市场'] })?.confidence).toBe(share(2, 2));
    expect(share(4, 2)).toBe(0.88);
    expect(share(3, 2)).toBe(0.73);
    expect(share(2, 2)).toBe(0.5);
  });

  it('is never sure when an unknown word follows and may be the noun', () => {
    for (const label of ['购物清单', '快递单打印', '会议室预订', 'Compass Group', 'Calculator Vault'])
      expect(inferCategory({ labels: [label] })?.confidence).toBeLessThan(0.8);
  });

  it('takes editions and praise behind the noun for what they are', () => {
    for (const label of ['手电筒极速版', '手电筒大师', 'Flashlight Pro', 'Flashlight: LED light', '计算器（专业版）'])
      expect(inferCategory({ labels: [label] })).toMatchObject({ id: 'C38', confidence: 0.88 });
  });

  it('is surer when two languages agree, not when one repeats', () => {
    const one = inferCategory({ labels: ['Flashlight'] });
    expect(inferCategory({ labels: ['Flashlight', '手电筒'] })?.confidence).toBeGreaterThan(one?.confidence ?? 1);
    expect(inferCategory({ labels: ['Flashlight', 'Flashlight HD'] })).toEqual(one);
  });

  it.each([
    '',
    'Sample',
    '微信',
    'GitHub',
    '示例笔记',
    '手电筒 Demo',
    '美团外卖商家版',
    '酒店管理系统',
    'HelloWorld',
    '长房里',
  ])('is none of the 39, or not surely one: %s', (label) => {
    expect(inferCategory({ labels: [label] })?.confidence ?? 0).toBeLessThan(0.5);
  });

  it('says why', () => {
    expect(inferCategory({ labels: ['Flashlight', '手电筒'], packageName: 'com.a.flashlight' })?.because).toEqual([
      'label: «flashlight», «手电筒»',
      'package: «flashlight»',
    ]);
  });
});

describe('what the package says', () => {
  const video: CategoryInput = { labels: ['某某视频'] };

  it('is never enough alone', () => {
    for (const packageName of ['com.a.flashlight', 'com.weather.calendar.clock', 'com.game.games.mahjong']) {
      const components = [
        `${packageName}.FlashlightActivity`,
        `${packageName}.WeatherActivity`,
        `${packageName}.GameActivity`,
      ];
      expect(inferCategory({ labels: ['Abc'], packageName, components })?.confidence ?? 0).toBeLessThan(0.8);
    }
  });

  it('bears out a label that only suggests', () => {
    expect(inferCategory(video)?.confidence).toBeLessThan(0.8);
    const borneOut = inferCategory({ ...video, packageName: 'cn.a.video', screenTexts: () => ['播放列表', '专辑'] });
    expect(borneOut).toMatchObject({ id: 'C28', because: expect.arrayContaining(['package: «video»']) });
    expect(borneOut?.confidence).toBeGreaterThanOrEqual(0.8);
  });

  it('asks for texts on screens only in doubt', () => {
    const never = (): never => {
      throw new Error('asked');
    };
    expect(inferCategory({ labels: ['手电筒'], screenTexts: never })?.id).toBe('C38');
    expect(inferCategory({ labels: ['微信'], screenTexts: never })).toBeUndefined();
    expect(() => inferCategory({ ...video, screenTexts: never })).toThrow('asked');
  });

  it('finds words in segments written together', () => {
    expect(inferCategory({ labels: ['悦读'], packageName: 'top.a.freeflashlight' })?.id).toBe('C38');
  });

  it('takes samples out, and com.example only a little', () => {
    const torch = (packageName: string): number => inferCategory({ labels: ['手电筒'], packageName })?.confidence ?? 0;
    expect(torch('com.a.torch.demo')).toBeLessThan(0.8);
    expect(torch('com.a.umengdemo')).toBeLessThan(0.5);
    expect(torch('com.example.flashlight')).toBeGreaterThanOrEqual(0.8);
  });
});

describe('what the manifest says', () => {
  const permissions = ['android.permission.INTERNET'];

  it('rules out services by network without INTERNET', () => {
    expect(inferCategory({ labels: ['招商银行'], permissions })?.confidence).toBe(0.88);
    expect(inferCategory({ labels: ['招商银行'], permissions: [] })).toBeUndefined();
    expect(inferCategory({ labels: ['手电筒'], permissions: [] })?.confidence).toBe(0.88);
  });

  it('hears what a component declares to be', () => {
    const roles = ['android.permission.BIND_INPUT_METHOD'];
    // A password manager with a keyboard is no input method; a label that suggests one is.
    expect(inferCategory({ labels: ['密码本'], roles })?.confidence).toBe(share(2.5, 2));
    expect(inferCategory({ labels: ['小鹤键盘'], roles })).toMatchObject({ id: 'C33', confidence: share(5.5, 2) });
  });

  it('takes home screens and apps for text messages for none of the 39', () => {
    const sms = { labels: ['聊天'], roles: ['android.provider.Telephony.SMS_DELIVER'] };
    expect(inferCategory(sms)?.confidence ?? 0).toBeLessThan(0.5);
  });
});

describe('promises', () => {
  const words = categories().flatMap(({ hints }) => [...hints.zh, ...hints.en]);
  const label = fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 5 })), { maxLength: 5 })
    .map((parts) => parts.join(''));
  const input = fc.record({
    labels: fc.array(label, { maxLength: 4 }),
    packageName: fc.constantFrom('com.a.b', 'com.example.flashlight', 'cn.video.demo', ''),
    components: fc.array(fc.constantFrom('com.a.MapActivity', 'com.a.Chat', 'Pay'), { maxLength: 3 }),
  });

  it('answers with one of the 39, a share below 1 and a reason', () => {
    const ids = new Set(categories().map(({ id }) => id));
    fc.assert(
      fc.property(input, (one) => {
        const found = inferCategory(one);
        if (found === undefined) return;
        expect(ids.has(found.id)).toBe(true);
        expect(found.confidence).toBeGreaterThanOrEqual(0.4);
        expect(found.confidence).toBeLessThan(1);
        expect(found.because.length).toBeGreaterThan(0);
      }),
    );
  });

  it('says the same of the same app, in whatever order components come', () => {
    fc.assert(
      fc.property(input, (one) => {
        const turned = { ...one, components: [...one.components].reverse() };
        expect(inferCategory(turned)).toEqual(inferCategory(one));
      }),
    );
  });

  it('costs little whatever a label holds', () => {
    const labels = Array.from({ length: 40 }, (_, index) => `${index}${'视频a银行Bb'.repeat(200_000)}`);
    const components = Array.from({ length: 400 }, (_, index) => `com.a.${'Map'.repeat(5_000)}${index}Activity`);
    const start = performance.now();
    inferCategory({ labels, packageName: `com.${'video'.repeat(100_000)}`, components });
    expect(performance.now() - start).toBeLessThan(500);
  });
});
