import { describe, expect, it } from '@jest/globals';
import { buildDex, type DexSpec } from '../../../../fixtures/toolkit/dex.js';
import { MethodSet, Program } from '../../../../src/analysis/program/index.js';
import { DexFile } from '../../../../src/format/dex/index.js';
import { hit, init, method, staticMethod } from '../app.js';

const link = (...specs: readonly DexSpec[]): Program =>
  Program.link(specs.map((spec, i) => DexFile.open(buildDex(spec).bytes, `classes${i === 0 ? '' : i + 1}.dex`)));

describe('Program', () => {
  const program = link(
    {
      classes: [
        {
          type: 'Lapp/Screen;',
          superType: 'Lapp/Base;',
          interfaces: ['Lapp/Tap;'],
          methods: [init, method('go', '(IJ[Ljava/lang/String;)V', hit)],
        },
        { type: 'Lapp/Tap;', access: 0x601, interfaces: ['Landroid/view/View$OnClickListener;'] },
      ],
      refs: [{ field: 'Lapp/Screen;->name:Ljava/lang/String;' }],
    },
    {
      classes: [
        {
          type: 'Lapp/Base;',
          superType: 'Landroid/app/ListActivity;',
          fields: [{ name: 'name', type: 'Ljava/lang/String;' }],
          methods: [staticMethod('shared', '()V')],
        },
      ],
    },
  );
  const type = (name: string): number => program.findType(name);

  it('gives a name one id, whichever dex it is in', () => {
    const id = program.findMethod('Lapp/Screen;->go(IJ[Ljava/lang/String;)V');
    expect(program.describe(id)).toBe('Lapp/Screen;->go(IJ[Ljava/lang/String;)V');
    expect(program.isDefined(id)).toBe(true);
    expect(program.methodProto(id).map((one) => program.typeName(one))).toEqual(['V', 'I', 'J', '[Ljava/lang/String;']);
    expect(program.isDefinedType(type('Lapp/Base;'))).toBe(true);
    expect(program.isDefinedType(type('Landroid/app/ListActivity;'))).toBe(false);
    expect(program.findMethod('Lapp/Screen;->go()V')).toBe(-1);
    expect(program.findMethod('nonsense')).toBe(-1);
    expect(program.findType('Lnot/There;')).toBe(-1);
  });

  it('knows supertypes through the app and the platform', () => {
    const { hierarchy } = program;
    const isBelow = (a: string, b: string): boolean => hierarchy.isSubtype(type(a), type(b));
    expect([...hierarchy.superclasses(type('Lapp/Screen;'))].map((one) => program.typeName(one))).toEqual([
      'Lapp/Screen;',
      'Lapp/Base;',
      'Landroid/app/ListActivity;',
      'Landroid/app/Activity;',
      'Landroid/view/ContextThemeWrapper;',
      'Landroid/content/ContextWrapper;',
      'Landroid/content/Context;',
      'Ljava/lang/Object;',
    ]);
    expect(isBelow('Lapp/Screen;', 'Landroid/content/Context;')).toBe(true);
    expect(isBelow('Lapp/Screen;', 'Landroid/view/View$OnClickListener;')).toBe(true);
    expect(isBelow('Lapp/Screen;', 'Landroid/view/Window$Callback;')).toBe(true);
    expect(isBelow('Lapp/Base;', 'Lapp/Tap;')).toBe(false);
    expect(isBelow('Landroid/app/Activity;', 'Lapp/Screen;')).toBe(false);
    expect(
      [...hierarchy.subtypes(type('Landroid/view/View$OnClickListener;'))].map((one) => program.typeName(one)).sort(),
    ).toEqual(['Landroid/view/View$OnClickListener;', 'Lapp/Screen;', 'Lapp/Tap;']);
  });

  it('resolves a field to the class that defines it', () => {
    const named = program.findField('Lapp/Screen;->name:Ljava/lang/String;');
    expect(program.describeField(program.resolveField(named))).toBe('Lapp/Base;->name:Ljava/lang/String;');
  });

  it('agrees with itself in any order, by key and by name', () => {
    const specs: DexSpec[] = [
      { classes: [{ type: 'La/A;', methods: [staticMethod('x', '()V')] }] },
      { classes: [{ type: 'La/B;', methods: [staticMethod('y', '(I)V')] }] },
    ];
    const [one, other] = [link(...specs), link(...specs.toReversed())];
    for (const name of ['La/A;->x()V', 'La/B;->y(I)V']) {
      expect(one.methodKey(one.findMethod(name))).toBe(other.methodKey(other.findMethod(name)));
    }
  });
});

describe('MethodSet', () => {
  it('is a set that iterates in order', () => {
    const set = new MethodSet(40);
    for (const id of [100, 0, 31, 32, 5, 31]) set.add(id);
    expect([...set]).toEqual([0, 5, 31, 32, 100]);
    expect(set.size).toBe(5);
    expect([set.has(31), set.has(30), set.has(5000)]).toEqual([true, false, false]);
  });
});
