import { describe, expect, it } from '@jest/globals';
import { buildDex, patchDex, returnVoid } from '../../../../fixtures/toolkit/dex.js';
import { DexFile } from '../../../../src/format/dex/index.js';
import { FormatError } from '../../../../src/model/errors.js';

const built = buildDex({
  strings: [
    '',
    'nul \0 inside',
    '隐私政策',
    '😀',
    'lone \ud800',
    'x'.repeat(300),
    '\u007f',
    'Lcom/umeng',
    'Lcom/umengx;',
  ],
  refs: [
    { method: 'Lcom/umeng/analytics/MobclickAgent;->onEvent(Landroid/content/Context;Ljava/lang/String;)V' },
    { method: 'Lcom/umeng/analytics/MobclickAgent;->onEvent(Landroid/content/Context;)V' },
    { method: 'Lcom/umeng/a;->b([[JI)[Lcom/umeng/a;' },
    { method: 'Lcom/umengx/Other;->c()V' },
    { method: '[Lcom/umeng/a;->clone()Ljava/lang/Object;' },
    { field: 'Lcom/umeng/a;->f:I' },
    { field: 'Lcom/umeng/a;->f:Ljava/lang/String;' },
    { type: 'Lcom/umeng/c;' },
  ],
  classes: [
    {
      type: 'Lcom/app/Main;',
      access: 0x11,
      superType: 'Landroid/app/Activity;',
      interfaces: ['Ljava/lang/Runnable;', 'Ljava/io/Serializable;'],
      sourceFile: 'Main.kt',
      fields: [
        { name: 'count', type: 'I', access: 0x2 },
        { name: 'KEY', type: 'Ljava/lang/String;', access: 0x19 },
      ],
      methods: [
        { name: '<clinit>', access: 0x10008, code: { registers: 0, instructions: [returnVoid] } },
        { name: 'run', access: 0x1, code: { registers: 1, ins: 1, instructions: [returnVoid] } },
        { name: 'abs', access: 0x401 },
      ],
    },
    { type: 'Ljava/lang/Top;', superType: null },
  ],
});
const dex = DexFile.open(built.bytes, 'classes.dex');

describe('strings', () => {
  it.each(['', 'nul \0 inside', '隐私政策', '😀', 'lone \ud800', 'x'.repeat(300), 'Main.kt', '\u007f'])(
    'finds and decodes %j',
    (text) => {
      const id = dex.findString(text);
      expect(id).toBeGreaterThanOrEqual(0);
      expect(dex.string(id)).toBe(text);
      expect(dex.string(id)).toBe(text);
    },
  );

  it('are sorted by UTF-16 unit, and all found by their own text', () => {
    const all = Array.from({ length: dex.counts.strings }, (_, id) => dex.string(id));
    expect(all).toEqual([...new Set(all)].sort());
    expect(all.map((text) => dex.findString(text))).toEqual(all.map((_, id) => id));
  });

  it('says -1 for what is absent', () => {
    for (const text of ['absent', 'nul ', '\0', '隐私', '\uffff', 'x'.repeat(299)])
      expect(dex.findString(text)).toBe(-1);
  });

  it('gives the bytes without the NUL', () => {
    const { start, end } = dex.stringBytes(dex.findString('隐私政策'));
    expect(Buffer.from(dex.bytes.subarray(start, end)).toString('utf8')).toBe('隐私政策');
    const nul = dex.stringBytes(dex.findString('nul \0 inside'));
    expect(nul.end - nul.start).toBe('nul \0 inside'.length + 1);
  });
});

describe('types, methods and fields', () => {
  it('finds types', () => {
    expect(dex.type(dex.findType('Lcom/umeng/a;'))).toBe('Lcom/umeng/a;');
    expect(dex.typeStringId(dex.findType('I'))).toBe(dex.findString('I'));
    expect(dex.findType('Lcom/umeng')).toBe(-1);
    expect(dex.findType('Lnope;')).toBe(-1);
  });

  it.each(['com.umeng', 'com/umeng', 'com/umeng/', 'com.umeng.'])('takes a package as a range: %s', (prefix) => {
    const { start, end } = dex.typesUnder(prefix);
    const types = Array.from({ length: end - start }, (_, i) => dex.type(start + i));
    expect(types).toEqual(['Lcom/umeng/a;', 'Lcom/umeng/analytics/MobclickAgent;', 'Lcom/umeng/c;']);
  });

  it('takes no neighbour for a package', () => {
    expect(dex.typesUnder('com.ume')).toEqual({ start: 0, end: 0 });
    expect(dex.typesUnder('zzz')).toEqual({ start: 0, end: 0 });
    const all = dex.typesUnder('');
    const classes = Array.from({ length: dex.counts.types }, (_, id) => dex.type(id)).filter((type) => type[0] === 'L');
    expect(all.end - all.start).toBe(classes.length);
  });

  it('takes the methods of a package as a range', () => {
    const { start, end } = dex.methodsOf(dex.typesUnder('com.umeng'));
    const methods = Array.from({ length: end - start }, (_, i) => dex.methodDescriptor(start + i));
    expect(methods).toEqual([
      'Lcom/umeng/a;->b([[JI)[Lcom/umeng/a;',
      'Lcom/umeng/analytics/MobclickAgent;->onEvent(Landroid/content/Context;)V',
      'Lcom/umeng/analytics/MobclickAgent;->onEvent(Landroid/content/Context;Ljava/lang/String;)V',
    ]);
    const fields = dex.fieldsOf(dex.typesUnder('com.umeng'));
    expect(fields.end - fields.start).toBe(2);
  });

  it('finds every method and field by its own descriptor', () => {
    for (let id = 0; id < dex.counts.methods; id++) expect(dex.findMethod(dex.methodDescriptor(id))).toBe(id);
    for (let id = 0; id < dex.counts.fields; id++) expect(dex.findField(dex.fieldDescriptor(id))).toBe(id);
  });

  it('says -1 for what is absent or no descriptor', () => {
    const absent = [
      '',
      '->',
      'Lcom/umeng/a;',
      'Lcom/umeng/a;->b()V',
      'Lcom/umeng/a;->zz()V',
      'Lno;->b()V',
      'Lcom/umeng/a;->b',
    ];
    for (const text of absent) expect(dex.findMethod(text)).toBe(-1);
    for (const text of ['', 'Lcom/umeng/a;->f:J', 'Lcom/umeng/a;->g:I', 'Lno;->f:I', 'Lcom/umeng/a;->f']) {
      expect(dex.findField(text)).toBe(-1);
    }
  });

  it('takes methods and prototypes apart', () => {
    const id = dex.findMethod('Lcom/umeng/a;->b([[JI)[Lcom/umeng/a;');
    expect(dex.methodName(id)).toBe('b');
    expect(dex.methodNameId(id)).toBe(dex.findString('b'));
    expect(dex.methodSignature(id)).toBe('b([[JI)[Lcom/umeng/a;');
    expect(dex.type(dex.methodClass(id))).toBe('Lcom/umeng/a;');
    const proto = dex.methodProto(id);
    expect(dex.protoParameters(proto).map((type) => dex.type(type))).toEqual(['[[J', 'I']);
    expect(dex.type(dex.protoReturn(proto))).toBe('[Lcom/umeng/a;');
    expect(dex.protoShorty(proto)).toBe('LLI');
    expect(dex.protoDescriptor(proto)).toBe('([[JI)[Lcom/umeng/a;');
    const onEvent = dex.methodsNamed(dex.findString('onEvent'));
    expect(onEvent.map((method) => dex.methodName(method))).toEqual(['onEvent', 'onEvent']);
  });

  it('takes fields apart', () => {
    const id = dex.findField('Lcom/umeng/a;->f:Ljava/lang/String;');
    expect([dex.type(dex.fieldClass(id)), dex.fieldName(id), dex.type(dex.fieldType(id))]).toEqual([
      'Lcom/umeng/a;',
      'f',
      'Ljava/lang/String;',
    ]);
  });
});

describe('classes', () => {
  it('reads class_defs', () => {
    const index = dex.classOf(dex.findType('Lcom/app/Main;'));
    expect(index).toBe(0);
    expect(dex.type(dex.classType(index))).toBe('Lcom/app/Main;');
    expect(dex.type(dex.superType(index))).toBe('Landroid/app/Activity;');
    expect(dex.interfaces(index).map((type) => dex.type(type))).toEqual([
      'Ljava/lang/Runnable;',
      'Ljava/io/Serializable;',
    ]);
    expect(dex.accessFlags(index)).toBe(0x11);
    expect(dex.sourceFile(index)).toBe('Main.kt');
    expect([dex.superType(1), dex.interfaces(1), dex.sourceFile(1)]).toEqual([-1, [], undefined]);
    expect(dex.classOf(dex.findType('Lcom/umeng/a;'))).toBe(-1);
  });

  it('visits the members a class defines', () => {
    const methods: unknown[] = [];
    dex.forEachMethod(0, (id, flags, code, direct) => methods.push([dex.methodName(id), flags, code !== 0, direct]));
    expect(methods).toEqual([
      ['<clinit>', 0x10008, true, true],
      ['abs', 0x401, false, false],
      ['run', 0x1, true, false],
    ]);
    const fields: unknown[] = [];
    dex.forEachField(0, (id, flags, isStatic) => fields.push([dex.fieldName(id), flags, isStatic]));
    expect(fields).toEqual([
      ['KEY', 0x19, true],
      ['count', 0x2, false],
    ]);
    dex.forEachMethod(1, () => expect('no method').toBe('visited'));
  });

  it('knows defined from referenced', () => {
    const run = dex.findMethod('Lcom/app/Main;->run()V');
    const referenced = dex.findMethod('Lcom/umengx/Other;->c()V');
    expect([dex.definesMethod(run), dex.methodFlags(run), dex.codeOffset(run) > 0]).toEqual([true, 1, true]);
    expect([dex.definesMethod(referenced), dex.methodFlags(referenced), dex.codeOffset(referenced)]).toEqual([
      false,
      -1,
      0,
    ]);
    expect(dex.fieldFlags(dex.findField('Lcom/app/Main;->count:I'))).toBe(2);
    expect(dex.fieldFlags(dex.findField('Lcom/umeng/a;->f:I'))).toBe(-1);
  });
});

describe('open', () => {
  it('reads bytes at any alignment and keeps aligned ones where they are', () => {
    for (let shift = 0; shift < 4; shift++) {
      const buffer = new Uint8Array(built.bytes.length + 8);
      buffer.set(built.bytes, shift);
      const view = buffer.subarray(shift, shift + built.bytes.length);
      const moved = DexFile.open(view, 'classes.dex');
      expect(moved.bytes.buffer === buffer.buffer).toBe(shift === 0);
      expect(moved.findMethod('Lcom/app/Main;->run()V')).toBe(dex.findMethod('Lcom/app/Main;->run()V'));
    }
  });

  it('takes an empty DEX and one whose string data is in another order', () => {
    expect(DexFile.open(buildDex({}).bytes, 'e').counts.strings).toBe(0);
    const shuffled = DexFile.open(buildDex({ strings: ['a', 'b', '私', 'd'], shuffleStrings: true }).bytes, 'e');
    expect([0, 1, 2, 3].map((id) => shuffled.string(id))).toEqual(['a', 'b', 'd', '私']);
  });

  it('refuses an id that points into the middle of a string item', () => {
    const three = buildDex({ strings: ['ab', 'bb', 'cb'], shuffleStrings: true });
    // 'cb' moved on by one: the length byte is then 'c' (99), far too long; by three: 'b'-NUL look-alikes stay refused.
    for (const by of [1, 2, 3]) {
      const bad = patchDex(three.bytes, (view) => view.setUint32(0x70 + 8, three.strings.get('cb')! + by, true));
      expect(() => DexFile.open(bad, 'e')).toThrow(FormatError);
    }
  });

  it.each([
    ['unsorted types', 'types', 4],
    ['unsorted protos', 'protos', 12],
    ['unsorted fields', 'fields', 8],
    ['unsorted methods', 'methods', 8],
  ])('refuses %s', (_, name, size) => {
    const type = { types: 2, protos: 3, fields: 4, methods: 5 }[name]!;
    const { offset } = built.sections.get(type)!;
    const bad = patchDex(built.bytes, (_view, copy) => {
      const row = copy.slice(offset, offset + size);
      copy.copyWithin(offset, offset + size, offset + size * 2);
      copy.set(row, offset + size);
    });
    expect(() => DexFile.open(bad, 'e')).toThrow(FormatError);
  });

  it.each([
    ['no semicolon', 'Lcom/app'],
    ['empty segment', 'Lcom//app;'],
    ['array of void', '[V'],
    ['unknown primitive', 'Q'],
    ['a control character', 'La\u0001b;'],
    ['a lone surrogate', 'La\ud800;'],
    ['trailing text', 'La;b'],
  ])('refuses a type descriptor with %s', (_, type) => {
    expect(() => DexFile.open(buildDex({ refs: [{ type }] }).bytes, 'e')).toThrow('bad type descriptor');
  });

  it.each(['La b;', 'L隐/私;', 'La😀;', 'L-$_9;', '[[[I', 'La;'])('takes the type descriptor %s', (type) => {
    expect(DexFile.open(buildDex({ refs: [{ type }] }).bytes, 'e').findType(type)).toBe(0);
  });

  it.each(['a/b', 'a;', '<a', 'a>', '<>x'])('refuses the member name %s', (name) => {
    expect(() => DexFile.open(buildDex({ refs: [{ method: `La;->${name}()V` }] }).bytes, 'e')).toThrow(
      'bad member name',
    );
  });
});
