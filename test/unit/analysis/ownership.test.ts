import { describe, expect, it } from '@jest/globals';
import { createOwnership } from '../../../src/analysis/index.js';

const owners = (packageName: string, declaredClasses: string[]) => createOwnership({ packageName, declaredClasses });

describe('owner of a class', () => {
  it('is the app below its package and beside declared components nobody claims', () => {
    const of = owners('com.acme.shop', ['com.acme.shop.Main', 'org.acme.pay.PayActivity']);
    expect(of.of('com.acme.shop.cart.Cart')).toEqual({ kind: 'app' });
    expect(of.of('org.acme.pay.Key')).toEqual({ kind: 'app' });
    expect(of.of('net.stranger.Thing')).toEqual({ kind: 'unknown' });
  });

  it('stays with the SDK whose stub or component the manifest declares', () => {
    // The QQ record leaves AuthActivity out, as Umeng ships a stub of that name; the app of 24f5aa7d7dac declares it.
    const of = owners('com.acme.shop', ['com.acme.shop.Main', 'com.tencent.tauth.AuthActivity']);
    expect(of.of('com.tencent.tauth.Tencent')).toEqual({ kind: 'sdk', id: 'qq-connect' });
    expect(of.of('com.tencent.connect.auth.AuthAgent')).toEqual({ kind: 'sdk', id: 'qq-connect' });
  });

  it('is an SDK rebuilt under a package of its own when its components are declared there together', () => {
    const of = owners('com.acme.shop', ['com.acme.earn.DevNativeActivity', 'com.acme.earn.DevNativeService']);
    expect(of.of('com.acme.earn.DevInit')).toEqual({ kind: 'sdk', id: 'dianle-ad' });
    expect(of.claimOf('Lcom/acme/earn/a;').sdk?.prefix).toBe('com.acme.earn');
    expect(of.of('com.acme.shop.Main')).toEqual({ kind: 'app' });
    const one = owners('com.acme.shop', ['com.acme.earn.DevNativeActivity']);
    expect(one.of('com.acme.earn.DevInit')).toEqual({ kind: 'app' });
  });

  it('never takes the app’s own package for a rebuilt SDK', () => {
    const of = owners('com.acme', ['com.acme.DevNativeActivity', 'com.acme.DevNativeService']);
    expect(of.of('com.acme.DevInit')).toEqual({ kind: 'app' });
  });
});
