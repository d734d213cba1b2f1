import { describe, expect, it } from '@jest/globals';
import { dexLoadOrder } from '../../../src/apk/load-order.js';

const order = (...names: string[]): string[] => dexLoadOrder(names).map(({ name, loaded }) => `${name} ${loaded}`);

describe('load order of dex files', () => {
  it('goes by number, not by text', () => {
    expect(order('classes10.dex', 'classes2.dex', 'classes.dex')).toEqual([
      'classes.dex start',
      'classes2.dex start',
      'classes10.dex gap',
    ]);
  });

  it('stops at the first missing number (z39)', () => {
    expect(order('classes.dex', 'classes3.dex', 'classes4.dex')).toEqual([
      'classes.dex start',
      'classes3.dex gap',
      'classes4.dex gap',
    ]);
  });

  it('loads nothing without classes.dex', () => {
    expect(order('classes2.dex')).toEqual(['classes2.dex gap']);
  });

  it('knows only the names Android asks for', () => {
    expect(
      order('classes1.dex', 'classes02.dex', 'Classes.dex', 'classes.dex/', 'a/classes.dex', 'classes2.dexx'),
    ).toEqual([]);
  });

  it('takes a number of any length without looping up to it', () => {
    expect(order('classes.dex', 'classes999999999.dex', 'classes9999999999.dex')).toEqual([
      'classes.dex start',
      'classes999999999.dex gap',
    ]);
  });
});
