import { describe, expect, it } from '@jest/globals';
import {
  apiById,
  apis,
  categories,
  category,
  clause,
  dataTypeCovers,
  gatesAt,
  itemDuty,
  packers,
  sdk,
  sdks,
  TABLE_SIZES,
} from '../../../src/data/index.js';

describe('look-ups', () => {
  it('give the same records each time, unparsed before the first call', () => {
    expect(apis()).toBe(apis());
    expect(sdks()).toBe(sdks());
    expect(packers()).toBe(packers());
  });

  it('find by id, and nothing for a name of Object.prototype', () => {
    const first = apis()[0];
    expect(apiById(first?.id ?? '')).toBe(first);
    for (const name of ['', '__proto__', 'constructor', 'toString']) {
      expect([apiById(name), sdk(name), category(name), clause(name)]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  it('keep gates as lists of alternatives, all of which must be met', () => {
    const scan = apiById('Landroid/net/wifi/WifiManager;->getScanResults()Ljava/util/List;');
    if (scan === undefined) throw new Error('no getScanResults');
    expect(gatesAt(scan, 22)).toEqual([['android.permission.ACCESS_WIFI_STATE']]);
    expect(gatesAt(scan, 28)).toEqual([
      ['android.permission.ACCESS_WIFI_STATE'],
      ['android.permission.ACCESS_COARSE_LOCATION', 'android.permission.ACCESS_FINE_LOCATION'],
    ]);
    expect(gatesAt(scan, 34)).toEqual([
      ['android.permission.ACCESS_WIFI_STATE'],
      ['android.permission.ACCESS_FINE_LOCATION'],
    ]);
  });

  it.each(['C12', 'c12', '12', 'online-lending', '网络借贷类', '网络借贷', 'Online lending', ' ONLINE LENDING '])(
    'category %s',
    (name) => {
      expect(category(name)?.id).toBe('C12');
    },
  );

  it('category names are unambiguous', () => {
    for (const one of categories())
      for (const name of [one.id, one.slug, one.name.en, one.name.zh]) expect(category(name)).toBe(one);
  });

  it('clauses by law and part, or by both in one', () => {
    expect(clause('pipl', '28')?.title.zh).toContain('敏感个人信息');
    expect(clause('pipl/28')).toBe(clause('pipl', '28'));
    expect(clause('methods-2019', 'M3.1')?.duty).toBe('K2');
    expect(clause('csl')?.clause).toBeUndefined();
    expect(clause('pipl', '999')).toBeUndefined();
  });

  it('items of the methods name the duty an order about them concerns', () => {
    expect(itemDuty()).toMatchObject({
      'M1.1': 'K1',
      'M1.2': 'K2',
      'M2.1': 'K3',
      'M3.1': 'K2',
      'M3.4': 'K2',
      'M3.9': 'K6',
      'M4.1': 'K4',
      'M4.2': 'K4',
      'M4.6': 'K4',
      'M5.1': 'K5',
    });
    expect(itemDuty()['M6.1']).toBeUndefined();
  });

  it('a data type is covered by itself, a dotted parent and its group', () => {
    expect(dataTypeCovers('device-id', 'device-id.imei')).toBe(true);
    expect(dataTypeCovers('contacts', 'contacts')).toBe(true);
    expect(dataTypeCovers('location', 'network.cell')).toBe(true);
    expect(dataTypeCovers('device', 'device-id.imei')).toBe(false);
    expect(dataTypeCovers('device-id.imei', 'device-id')).toBe(false);
  });

  it('sizes tell how much is confirmed', () => {
    const size = TABLE_SIZES.find((one) => one.table === 'apis');
    expect(size).toMatchObject({ records: apis().length, confirmed: apis().filter((api) => api.confirmed).length });
  });
});
