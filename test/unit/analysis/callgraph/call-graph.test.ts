import { describe, expect, it } from '@jest/globals';
import {
  buildDex,
  constString,
  invoke,
  invokeStatic,
  patchDex,
  returnVoid,
  type DexClass,
} from '../../../../fixtures/toolkit/dex.js';
import { DexFile } from '../../../../src/format/dex/index.js';
import {
  ABSTRACT,
  appOf,
  appOfDex,
  classes,
  constClass,
  fixture,
  hit,
  init,
  lines,
  make,
  method,
  moveResultObject,
  PUBLIC,
  reached,
  returnObject,
  SINK,
  STATIC,
  staticMethod,
  zero,
  type App,
} from '../app.js';

const START = 'Lapp/Main;->start()V';
const RUNNABLE = 'Ljava/lang/Runnable;';
const POST = 'Landroid/os/Handler;->post(Ljava/lang/Runnable;)Z';
const main = (...code: Parameters<typeof staticMethod> extends [string, string, ...infer R] ? R : never): DexClass => ({
  type: 'Lapp/Main;',
  methods: [staticMethod('start', '()V', ...code)],
});
/** A class with `run()V` that calls the sink, or a method of its own to tell it by. */
const runnable = (type: string, ...code: readonly (typeof hit)[]): DexClass => ({
  type,
  interfaces: [RUNNABLE],
  methods: [init, method('run', '()V', ...code)],
});
const pathToSink = (app: App, from = START): string[] =>
  lines(app, app.graph.pathBetween([app.id(from)], [app.id(SINK)]));

describe('explicit calls', () => {
  it('dispatches a virtual call to the class and to subclasses something makes', () => {
    const hello = (type: string, superType: string): DexClass => ({
      type,
      superType,
      methods: [init, method('hello', '()V', invokeStatic(`${type}->own()V`)), staticMethod('own', '()V')],
    });
    const app = classes(
      main(...make(0, 'Lapp/B;'), invokeStatic('Lapp/Main;->call(Lapp/A;)V', 0)),
      { type: 'Lapp/Caller;', methods: [staticMethod('call', '(Lapp/A;)V', invoke(0x6e, 'Lapp/A;->hello()V', 15))] },
      hello('Lapp/A;', 'Ljava/lang/Object;'),
      hello('Lapp/B;', 'Lapp/A;'),
      hello('Lapp/Unmade;', 'Lapp/A;'),
    );
    const callees = [...app.graph.callees(app.id('Lapp/Caller;->call(Lapp/A;)V'))].map((id) =>
      app.program.describe(id),
    );
    // A has a made subclass, so it counts as made: B may inherit what it does not override.
    expect(callees.sort()).toEqual(['Lapp/A;->hello()V', 'Lapp/B;->hello()V']);
    expect([...app.graph.callers(app.id('Lapp/B;->hello()V'))]).toEqual([app.id('Lapp/Caller;->call(Lapp/A;)V')]);
    expect([...app.graph.callers(app.id('Lapp/Unmade;->hello()V'))]).toEqual([]);
  });

  it('finds the inherited method an interface call lands on', () => {
    const app = classes(
      main(...make(0, 'Lapp/Both;'), invoke(0x72, 'Lapp/I;->go()V', 1)),
      { type: 'Lapp/I;', access: 0x601, methods: [{ name: 'go', access: ABSTRACT }] },
      { type: 'Lapp/Base;', methods: [init, method('go', '()V', hit)] },
      { type: 'Lapp/Both;', superType: 'Lapp/Base;', interfaces: ['Lapp/I;'], methods: [init] },
    );
    expect(pathToSink(app)).toEqual([`${START} @5 call`, 'Lapp/Base;->go()V @0 call', SINK]);
  });

  it('finds an interface default, and an override before it', () => {
    const app = classes(
      main(...make(0, 'Lapp/Plain;'), ...make(1, 'Lapp/Own;'), invoke(0x72, 'Lapp/I;->go()V', 2)),
      { type: 'Lapp/I;', access: 0x601, methods: [method('go', '()V', hit)] },
      { type: 'Lapp/Plain;', interfaces: ['Lapp/I;'], methods: [init] },
      { type: 'Lapp/Own;', interfaces: ['Lapp/I;'], methods: [init, method('go', '()V')] },
    );
    const found = reached(app, [START]);
    expect(found).toContain('Lapp/I;->go()V');
    expect(found).toContain('Lapp/Own;->go()V');
  });

  it('resolves super, static and direct calls up the hierarchy and nowhere else', () => {
    const app = classes(
      { type: 'Lapp/Top;', methods: [init, method('go', '()V', hit)] },
      { type: 'Lapp/Middle;', superType: 'Lapp/Top;', methods: [init] },
      {
        type: 'Lapp/Low;',
        superType: 'Lapp/Middle;',
        methods: [init, method('go', '()V', invoke(0x6f, 'Lapp/Middle;->go()V', 15))],
      },
      main(...make(0, 'Lapp/Low;')),
    );
    expect(pathToSink(app, 'Lapp/Low;->go()V')).toEqual(['Lapp/Low;->go()V @0 call', 'Lapp/Top;->go()V @0 call', SINK]);
    expect([...app.graph.callees(app.id('Lapp/Low;->go()V'))]).toEqual([app.id('Lapp/Top;->go()V')]);
  });

  it('takes what a framework class inherits as a leaf, and finds it by the class that declares it', () => {
    const own = 'Lapp/Screen;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;';
    const app = classes({
      type: 'Lapp/Screen;',
      superType: 'Landroid/app/Activity;',
      methods: [init, method('onCreate', '(Landroid/os/Bundle;)V', invoke(0x6e, own, 14, 0))],
    });
    const [callee = -1] = app.graph.callees(app.id('Lapp/Screen;->onCreate(Landroid/os/Bundle;)V'));
    expect(app.program.describe(callee)).toBe(
      'Landroid/app/Activity;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;',
    );
    expect(app.program.isDefined(callee)).toBe(false);
    const named = app.program.referencesTo(
      'Landroid/content/Context;',
      'getSystemService(Ljava/lang/String;)Ljava/lang/Object;',
    );
    expect(named).toContain(callee);
    expect(
      app.program.referencesTo('Landroid/app/Service;', 'getSystemService(Ljava/lang/String;)Ljava/lang/Object;'),
    ).toEqual([]);
  });

  it('narrows a call to the class allocated just before', () => {
    const app = classes(
      main(...make(0, 'Lapp/Quiet;'), invoke(0x72, 'Ljava/lang/Runnable;->run()V', 0), ...make(1, 'Lapp/Loud;')),
      runnable('Lapp/Quiet;'),
      runnable('Lapp/Loud;', hit),
    );
    expect(reached(app, [START])).toContain('Lapp/Quiet;->run()V');
    expect(pathToSink(app)).toEqual([]);
    expect([...app.graph.callers(app.id('Lapp/Loud;->run()V'))]).toEqual([]);
    expect(app.graph.sitesOf(app.id(START), app.id('Lapp/Quiet;->run()V'))).toEqual([
      { pc: 5, via: 'call', targets: 1 },
    ]);
  });

  it('lets a call land only on classes that something reached makes', () => {
    const app = classes(
      main(...make(0, 'Lapp/Quiet;'), invokeStatic('Lapp/Run;->all(Ljava/lang/Runnable;)V', 0)),
      {
        type: 'Lapp/Run;',
        methods: [staticMethod('all', '(Ljava/lang/Runnable;)V', invoke(0x72, 'Ljava/lang/Runnable;->run()V', 15))],
      },
      runnable('Lapp/Quiet;'),
      runnable('Lapp/Loud;', hit),
      { type: 'Lapp/Later;', methods: [staticMethod('make', '()V', ...make(0, 'Lapp/Loud;'))] },
    );
    expect(pathToSink(app)).toEqual([]);
    const both = app.graph.pathBetween([app.id(START), app.id('Lapp/Later;->make()V')], [app.id(SINK)]);
    expect(lines(app, both)).toEqual(
      [`Lapp/Run;->all(Ljava/lang/Runnable;)V @0 call`, 'Lapp/Loud;->run()V @0 call', SINK].toSpliced(
        0,
        0,
        `${START} @5 call`,
      ),
    );
    const loud = app.program.findType('Lapp/Loud;');
    expect(app.graph.reachableFrom([app.id(START)], { instantiated: [loud] }).has(app.id(SINK))).toBe(true);
  });
});

describe('class initialisation', () => {
  const holder = (
    superType: string,
    ...more: Parameters<typeof staticMethod> extends [string, string, ...infer R] ? R : never
  ): DexClass => ({
    type: 'Lapp/Holder;',
    superType,
    fields: [{ name: 'value', type: 'I', access: STATIC }],
    methods: [
      init,
      { name: '<clinit>', access: 0x10008, code: { registers: 4, ins: 0, instructions: [...more, returnVoid] } },
      staticMethod('go', '()V'),
    ],
  });

  it.each([
    ['new', make(0, 'Lapp/Holder;')],
    ['a static call', [invokeStatic('Lapp/Holder;->go()V')]],
    ['a static field', [[0x60, { field: 'Lapp/Holder;->value:I' }] as const]],
  ])('runs <clinit> on %s', (_, code) => {
    const app = classes(main(...code), holder('Ljava/lang/Object;', hit));
    expect(pathToSink(app)).toEqual([`${START} @0 class-init`, 'Lapp/Holder;-><clinit>()V @0 call', SINK]);
    expect(app.graph.reachableFrom([app.id(START)], { includeImplicit: false }).has(app.id(SINK))).toBe(false);
  });

  it('initialises the superclass first', () => {
    const app = classes(main(invokeStatic('Lapp/Holder;->go()V')), holder('Lapp/Above;'), {
      type: 'Lapp/Above;',
      methods: [{ name: '<clinit>', access: 0x10008, code: { registers: 4, ins: 0, instructions: [hit, returnVoid] } }],
    });
    expect(pathToSink(app)).toEqual([
      `${START} @0 class-init`,
      'Lapp/Holder;-><clinit>()V @0 class-init',
      'Lapp/Above;-><clinit>()V @0 call',
      SINK,
    ]);
  });

  it('does not on a class literal', () => {
    expect(pathToSink(classes(main(constClass(0, 'Lapp/Holder;')), holder('Ljava/lang/Object;', hit)))).toEqual([]);
  });
});

describe('callbacks', () => {
  const FIELD = 'Lapp/Main;->task:Ljava/lang/Runnable;';

  it('follows a callback through a field to where it was stored', () => {
    const app = classes(
      {
        type: 'Lapp/Main;',
        fields: [{ name: 'task', type: RUNNABLE, access: STATIC }],
        methods: [
          staticMethod('prepare', '()V', ...make(0, 'Lapp/Quiet;'), [0x69, { field: FIELD }]),
          staticMethod(
            'start',
            '()V',
            [0x62, { field: FIELD }],
            zero(1),
            invoke(0x6e, POST, 1, 0),
            ...make(2, 'Lapp/Loud;'),
          ),
        ],
      },
      runnable('Lapp/Quiet;'),
      runnable('Lapp/Loud;', hit),
    );
    const found = reached(app, [START]);
    expect(found).toContain('Lapp/Quiet;->run()V');
    expect(found).not.toContain(SINK);
  });

  it('follows a callback through a parameter and a result', () => {
    const app = classes(
      main(
        invokeStatic('Lapp/Tasks;->make()Ljava/lang/Runnable;'),
        moveResultObject(0),
        invokeStatic('Lapp/Tasks;->post(Ljava/lang/Runnable;)V', 0),
        ...make(2, 'Lapp/Loud;'),
      ),
      {
        type: 'Lapp/Tasks;',
        methods: [
          staticMethod('make', '()Ljava/lang/Runnable;', ...make(0, 'Lapp/Quiet;'), returnObject(0)),
          staticMethod('post', '(Ljava/lang/Runnable;)V', zero(1), invoke(0x6e, POST, 1, 15)),
        ],
      },
      runnable('Lapp/Quiet;'),
      runnable('Lapp/Loud;', hit),
    );
    const found = reached(app, [START]);
    expect(found).toContain('Lapp/Quiet;->run()V');
    expect(found).not.toContain(SINK);
  });

  it('gives each caller of a wrapper the callback it gave, through wrappers of wrappers and past a handler', () => {
    const RUN = 'Lapp/Pool;->run(Ljava/lang/Runnable;)V';
    const app = classes(
      main(
        ...make(0, 'Lapp/Quiet;'),
        invokeStatic('Lapp/Pool;->later(Ljava/lang/Runnable;)V', 0),
        ...make(1, 'Lapp/Loud;'),
      ),
      {
        type: 'Lapp/Pool;',
        methods: [
          staticMethod('later', '(Ljava/lang/Runnable;)V', invokeStatic(RUN, 15)),
          {
            name: 'run',
            proto: '(Ljava/lang/Runnable;)V',
            access: STATIC,
            code: {
              registers: 16,
              ins: 1,
              // 0: a call that throws; 3: return; 4: move-exception v0; 5: const v1; 6: post in the handler.
              instructions: [
                invokeStatic('Lib/Foreign;->mayThrow()V'),
                returnVoid,
                [0x000d],
                zero(1),
                invoke(0x6e, POST, 1, 15),
                returnVoid,
              ],
              tries: [{ start: 0, count: 3, catchAll: 4 }],
            },
          },
        ],
      },
      { type: 'Lapp/Other;', methods: [staticMethod('go', '()V', ...make(0, 'Lapp/Loud;'), invokeStatic(RUN, 0))] },
      runnable('Lapp/Quiet;'),
      runnable('Lapp/Loud;', hit),
    );
    const path = app.graph.pathBetween([app.id(START)], [app.id('Lapp/Quiet;->run()V')]);
    expect(lines(app, path)).toEqual([`${START} @5 handler-post`, 'Lapp/Quiet;->run()V']);
    expect(pathToSink(app)).toEqual([]);
    expect(pathToSink(app, 'Lapp/Other;->go()V')).toEqual([
      'Lapp/Other;->go()V @5 handler-post',
      'Lapp/Loud;->run()V @0 call',
      SINK,
    ]);
  });

  it('says how many methods a place may run, and leaves wide ones out when told', () => {
    const tasks = ['A', 'B', 'C'].map((name) => runnable(`Lapp/${name};`, hit));
    const app = classes(
      main(
        invokeStatic('Lib/Foreign;->task()Ljava/lang/Runnable;'),
        moveResultObject(0),
        invoke(0x72, 'Ljava/lang/Runnable;->run()V', 0),
        ...tasks.flatMap(({ type }, i) => make(i + 1, type)),
      ),
      ...tasks,
    );
    const [site] = app.graph.sitesOf(app.id(START), app.id('Lapp/A;->run()V'));
    // Three classes, and the platform's own Runnables.
    expect(site).toEqual({ pc: 4, via: 'call', targets: 4 });
    expect(reached(app, [START], { maxTargets: 4 })).toContain(SINK);
    expect(reached(app, [START], { maxTargets: 3 })).not.toContain(SINK);
  });

  it('falls back to the declared type where the object is not known', () => {
    const app = classes(
      main(
        invokeStatic('Lib/Foreign;->task()Ljava/lang/Runnable;'),
        moveResultObject(0),
        zero(1),
        invoke(0x6e, POST, 1, 0),
        ...make(2, 'Lapp/Loud;'),
      ),
      runnable('Lapp/Loud;', hit),
    );
    expect(pathToSink(app)).toEqual([`${START} @5 handler-post`, 'Lapp/Loud;->run()V @0 call', SINK]);
  });

  it('joins both arms of a condition', () => {
    const app = classes(
      // 0: if-eqz v5 → 8; 2: new Quiet; 7: goto → 13; 8: new Loud; 13: const; 14: post
      main(
        [0x0538, 8],
        ...make(0, 'Lapp/Quiet;'),
        [0x28 | (6 << 8)],
        ...make(0, 'Lapp/Loud;'),
        zero(1),
        invoke(0x6e, POST, 1, 0),
      ),
      runnable('Lapp/Quiet;', invokeStatic('Lapp/Other;->ping()V')),
      runnable('Lapp/Loud;', hit),
    );
    const found = reached(app, [START]);
    expect(found).toContain('Lapp/Other;->ping()V');
    expect(found).toContain(SINK);
  });

  it('tells rows and triggers to the caller, who may refuse them', () => {
    const app = classes(
      main(
        ...make(0, 'Lapp/Click;'),
        zero(1),
        invoke(0x6e, 'Landroid/view/View;->setOnClickListener(Landroid/view/View$OnClickListener;)V', 1, 0),
      ),
      {
        type: 'Lapp/Click;',
        interfaces: ['Landroid/view/View$OnClickListener;'],
        methods: [init, method('onClick', '(Landroid/view/View;)V', hit)],
      },
    );
    const seen: string[] = [];
    const includeImplicit = (row: string, trigger: string): boolean => {
      seen.push(`${row} ${trigger}`);
      return trigger !== 'user';
    };
    expect(reached(app, [START], { includeImplicit })).not.toContain(SINK);
    expect(seen).toEqual(['view-click user']);
  });

  it('makes a class of an invoke-custom lambda, called where it is registered and not where it is made', () => {
    const METAFACTORY =
      'Ljava/lang/invoke/LambdaMetafactory;->metafactory(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;';
    const app = (registers: boolean): App =>
      appOf([
        {
          methodHandles: [
            { kind: 4, member: { method: METAFACTORY } },
            { kind: 4, member: { method: 'Lapp/Main;->lambda$start$0()V' } },
          ],
          callSites: [
            [
              { methodHandle: 0 },
              { string: 'run' },
              { proto: '()Ljava/lang/Runnable;' },
              { proto: '()V' },
              { methodHandle: 1 },
              { proto: '()V' },
            ],
          ],
          refs: [{ proto: '()Ljava/lang/Runnable;' }, { proto: '()V' }],
          classes: [
            {
              type: 'Lapp/Main;',
              methods: [
                staticMethod(
                  'start',
                  '()V',
                  [0x00fc, 0, 0],
                  moveResultObject(0),
                  zero(1),
                  ...(registers ? [invoke(0x6e, POST, 1, 0)] : []),
                ),
                staticMethod('lambda$start$0', '()V', hit),
              ],
            },
          ],
        },
      ]);
    expect(pathToSink(app(false))).toEqual([]);
    expect(pathToSink(app(true))).toEqual([
      `${START} @5 handler-post`,
      `${START} @0 lambda`,
      'Lapp/Main;->lambda$start$0()V @0 call',
      SINK,
    ]);
  });

  it('takes only annotated methods of a JavaScript interface', () => {
    const app = classes(
      main(
        ...make(0, 'Lapp/Bridge;'),
        zero(1),
        constString(2, 'bridge'),
        invoke(
          0x6e,
          'Landroid/webkit/WebView;->addJavascriptInterface(Ljava/lang/Object;Ljava/lang/String;)V',
          1,
          0,
          2,
        ),
      ),
      {
        type: 'Lapp/Bridge;',
        methods: [
          init,
          { ...method('exposed', '()V', hit), annotations: [{ type: 'Landroid/webkit/JavascriptInterface;' }] },
          method('hidden', '()V'),
        ],
      },
    );
    expect(pathToSink(app)).toEqual([`${START} @8 web-bridge`, 'Lapp/Bridge;->exposed()V @0 call', SINK]);
    expect(reached(app, [START])).not.toContain('Lapp/Bridge;->hidden()V');
  });
});

describe('components the code starts', () => {
  const INTENT = 'Landroid/content/Intent;';
  const screen: DexClass = {
    type: 'Lapp/Screen;',
    superType: 'Landroid/app/Activity;',
    methods: [init, { ...method('onCreate', '(Landroid/os/Bundle;)V', hit), access: 4 }],
  };
  const startIt = invoke(0x6e, 'Landroid/content/Context;->startActivity(Landroid/content/Intent;)V', 1, 0);

  it.each([
    [
      'a class literal',
      [
        constClass(2, 'Lapp/Screen;'),
        invoke(0x70, `${INTENT}-><init>(Landroid/content/Context;Ljava/lang/Class;)V`, 0, 1, 2),
      ],
    ],
    [
      'setClass',
      [
        invoke(0x70, `${INTENT}-><init>()V`, 0),
        constClass(2, 'Lapp/Screen;'),
        invoke(0x6e, `${INTENT}->setClass(Landroid/content/Context;Ljava/lang/Class;)${INTENT}`, 0, 1, 2),
      ],
    ],
    [
      'setClassName',
      [
        invoke(0x70, `${INTENT}-><init>()V`, 0),
        constString(2, 'app.Screen'),
        invoke(0x6e, `${INTENT}->setClassName(Landroid/content/Context;Ljava/lang/String;)${INTENT}`, 0, 1, 2),
      ],
    ],
    [
      'a ComponentName',
      [
        invoke(0x70, `${INTENT}-><init>()V`, 0),
        [0x0322, { type: 'Landroid/content/ComponentName;' }] as const,
        constString(2, 'app.Screen'),
        invoke(0x70, 'Landroid/content/ComponentName;-><init>(Landroid/content/Context;Ljava/lang/String;)V', 3, 1, 2),
        invoke(0x6e, `${INTENT}->setComponent(Landroid/content/ComponentName;)${INTENT}`, 0, 3),
      ],
    ],
  ])('follows an explicit Intent by %s', (_, code) => {
    const app = classes(main(zero(1), [0x0022, { type: INTENT }], ...code, startIt), screen);
    const path = pathToSink(app);
    expect(path[0]).toMatch(/^Lapp\/Main;->start\(\)V @\d+ start-activity/);
    expect(path.slice(1)).toEqual(['Lapp/Screen;->onCreate(Landroid/os/Bundle;)V @0 call', SINK]);
  });

  it('starts what the caller of a wrapper named', () => {
    const GO = 'Lapp/Nav;->go(Ljava/lang/Class;)V';
    const other: DexClass = {
      ...screen,
      type: 'Lapp/Other;',
      methods: [init, { ...method('onCreate', '(Landroid/os/Bundle;)V'), access: 4 }],
    };
    const app = classes(
      main(constClass(0, 'Lapp/Screen;'), invokeStatic(GO, 0)),
      { type: 'Lapp/Menu;', methods: [staticMethod('open', '()V', constClass(0, 'Lapp/Other;'), invokeStatic(GO, 0))] },
      {
        type: 'Lapp/Nav;',
        methods: [
          staticMethod(
            'go',
            '(Ljava/lang/Class;)V',
            zero(1),
            [0x0022, { type: INTENT }],
            invoke(0x70, `${INTENT}-><init>(Landroid/content/Context;Ljava/lang/Class;)V`, 0, 1, 15),
            startIt,
          ),
        ],
      },
      screen,
      other,
    );
    expect(pathToSink(app)).toEqual([
      `${START} @2 start-activity`,
      'Lapp/Screen;->onCreate(Landroid/os/Bundle;)V @0 call',
      SINK,
    ]);
    expect(reached(app, ['Lapp/Menu;->open()V'])).toContain('Lapp/Other;->onCreate(Landroid/os/Bundle;)V');
    expect(pathToSink(app, 'Lapp/Menu;->open()V')).toEqual([]);
    expect(app.graph.unresolvedCalls(app.id(GO))).toEqual([]);
  });

  it('says so when the target of an Intent is not known', () => {
    const app = classes(
      {
        type: 'Lapp/Main;',
        methods: [
          staticMethod(
            'start',
            `(${INTENT})V`,
            zero(1),
            invoke(0x6e, 'Landroid/content/Context;->startActivity(Landroid/content/Intent;)V', 1, 15),
          ),
        ],
      },
      screen,
    );
    expect(app.graph.unresolvedCalls(app.id(`Lapp/Main;->start(${INTENT})V`))).toContainEqual({
      pc: 1,
      table: 'start-activity',
    });
  });

  it('makes a worker named by its class', () => {
    const app = classes(
      main(
        constClass(0, 'Lapp/Job;'),
        [0x0122, { type: 'Landroidx/work/OneTimeWorkRequest$Builder;' }],
        invoke(0x70, 'Landroidx/work/OneTimeWorkRequest$Builder;-><init>(Ljava/lang/Class;)V', 1, 0),
      ),
      {
        type: 'Lapp/Job;',
        superType: 'Landroidx/work/Worker;',
        methods: [method('doWork', '()Landroidx/work/ListenableWorker$Result;', hit)],
      },
      { type: 'Landroidx/work/Worker;', superType: 'Landroidx/work/ListenableWorker;' },
    );
    expect(pathToSink(app)).toEqual([
      `${START} @4 work-one-time`,
      'Lapp/Job;->doWork()Landroidx/work/ListenableWorker$Result; @0 call',
      SINK,
    ]);
  });
});

describe('reflection', () => {
  const FOR_NAME = 'Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;';
  const GET_METHOD = 'Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;';
  const INVOKE = 'Ljava/lang/reflect/Method;->invoke(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;';
  const BUILDER = 'Ljava/lang/StringBuilder;';
  const target: DexClass = {
    type: 'Lapp/Hidden;',
    methods: [init, staticMethod('secret', '()V', hit), staticMethod('other', '()V')],
  };
  const call = [
    invokeStatic(FOR_NAME, 0),
    moveResultObject(0),
    constString(1, 'secret'),
    zero(2),
    invoke(0x6e, GET_METHOD, 0, 1, 2),
    moveResultObject(3),
    invoke(0x6e, INVOKE, 3, 2, 2),
  ];
  const append = [
    [0x0422, { type: BUILDER }] as const,
    invoke(0x70, `${BUILDER}-><init>()V`, 4),
    constString(5, 'app.'),
    invoke(0x6e, `${BUILDER}->append(Ljava/lang/String;)${BUILDER}`, 4, 5),
    moveResultObject(4),
    constString(5, 'Hidden'),
    invoke(0x6e, `${BUILDER}->append(Ljava/lang/String;)${BUILDER}`, 4, 5),
    invoke(0x6e, `${BUILDER}->toString()Ljava/lang/String;`, 4),
    moveResultObject(0),
  ];
  const NAME = 'Lapp/Names;->NAME:Ljava/lang/String;';
  const names: DexClass = {
    type: 'Lapp/Names;',
    fields: [{ name: 'NAME', type: 'Ljava/lang/String;', access: STATIC | 0x10, value: { string: 'app.Hidden' } }],
    methods: [staticMethod('get', '()Ljava/lang/String;', [0x62, { field: NAME }], returnObject(0))],
  };

  it.each([
    ['a constant', [constString(0, 'app.Hidden')]],
    ['a concatenation', append],
    ['a static final field', [[0x62, { field: NAME }] as const]],
    ['a getter', [invokeStatic('Lapp/Names;->get()Ljava/lang/String;'), moveResultObject(0)]],
    [
      'String.concat',
      [
        constString(4, 'app.'),
        constString(5, 'Hidden'),
        invoke(0x6e, 'Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;', 4, 5),
        moveResultObject(0),
      ],
    ],
  ])('follows Method.invoke with a class named by %s', (_, name) => {
    const app = classes(main(...name, ...call), target, names);
    const path = pathToSink(app);
    expect(path[0]).toMatch(/^Lapp\/Main;->start\(\)V @\d+ reflect-invoke$/);
    expect(path.slice(1)).toEqual(['Lapp/Hidden;->secret()V @0 call', SINK]);
    expect(reached(app, [START])).not.toContain('Lapp/Hidden;->other()V');
  });

  it('makes objects through constructors and newInstance', () => {
    const made = (code: readonly (typeof hit)[]): App =>
      classes(main(constString(0, 'app.Made'), invokeStatic(FOR_NAME, 0), moveResultObject(0), zero(2), ...code), {
        type: 'Lapp/Made;',
        methods: [{ name: '<init>', access: 0x10001, code: { registers: 4, ins: 1, instructions: [hit, returnVoid] } }],
      });
    const direct = made([invoke(0x6e, 'Ljava/lang/Class;->newInstance()Ljava/lang/Object;', 0)]);
    expect(pathToSink(direct)).toEqual([`${START} @7 reflect-new`, 'Lapp/Made;-><init>()V @0 call', SINK]);
    const constructor = made([
      invoke(
        0x6e,
        'Ljava/lang/Class;->getDeclaredConstructor([Ljava/lang/Class;)Ljava/lang/reflect/Constructor;',
        0,
        2,
      ),
      moveResultObject(0),
      invoke(0x6e, 'Ljava/lang/reflect/Constructor;->newInstance([Ljava/lang/Object;)Ljava/lang/Object;', 0, 2),
    ]);
    expect(pathToSink(constructor)).toEqual([
      `${START} @11 reflect-constructor`,
      'Lapp/Made;-><init>()V @0 call',
      SINK,
    ]);
  });

  it('follows a method handle', () => {
    const LOOKUP =
      'Ljava/lang/invoke/MethodHandles$Lookup;->findStatic(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/MethodHandle;';
    const app = appOf([
      {
        refs: [{ proto: '()V' }],
        classes: [
          main(
            constClass(0, 'Lapp/Hidden;'),
            constString(1, 'secret'),
            zero(2),
            invoke(0x6e, LOOKUP, 2, 0, 1, 2),
            moveResultObject(3),
            [
              0x10fa,
              { method: 'Ljava/lang/invoke/MethodHandle;->invokeExact([Ljava/lang/Object;)Ljava/lang/Object;' },
              0x0003,
              { proto: '()V' },
            ],
          ),
          target,
        ],
      },
    ]);
    expect(pathToSink(app)).toEqual([`${START} @9 method-handle`, 'Lapp/Hidden;->secret()V @0 call', SINK]);
  });

  it('reports reflection it cannot follow', () => {
    const app = classes(
      { type: 'Lapp/Main;', methods: [staticMethod('start', '(Ljava/lang/String;)V', [0xf007 | 0], ...call)] },
      target,
    );
    const start = app.id('Lapp/Main;->start(Ljava/lang/String;)V');
    expect(app.graph.unresolvedCalls(start).map(({ table }) => table)).toEqual(['reflect-for-name', 'reflect-invoke']);
  });

  it('finds the platform method reflection names', () => {
    const app = fixture('reflect-constant');
    const imei = app.program.referencesTo('Landroid/telephony/TelephonyManager;', 'getDeviceId()Ljava/lang/String;');
    // 3 + 3 + 1 to the class, 2 + 1 + 2 + 3 + 1 to the method, 2 + 3 + 1 + 2 to invoke: MainActivity.smali, lines 20–22.
    app.graph.reachableFrom([app.id('Lcom/example/reflect/MainActivity;->run()V')]);
    const named = app.program.referencesTo('Landroid/telephony/TelephonyManager;', 'getDeviceId()Ljava/lang/String;');
    expect(imei.length + named.length).toBeGreaterThan(0);
    const path = app.graph.pathBetween([app.id('Lcom/example/reflect/MainActivity;->run()V')], named);
    expect(lines(app, path)).toEqual([
      'Lcom/example/reflect/MainActivity;->run()V @23 reflect-invoke',
      'Landroid/telephony/TelephonyManager;->getDeviceId(*)*',
    ]);
  });
});

describe('reachability', () => {
  const chain = (): App =>
    classes(
      main(invokeStatic('Lapp/Main;->gate()V')),
      { type: 'Lapp/Gate;', methods: [staticMethod('pass', '()V', hit)] },
      {
        type: 'Lapp/Route;',
        methods: [
          staticMethod('go', '()V', invokeStatic('Lapp/Gate;->pass()V'), invokeStatic('Lapp/Route;->side()V')),
          staticMethod('side', '()V', hit),
        ],
      },
    );

  it('stops where told, the method itself reached', () => {
    const app = chain();
    const gate = app.id('Lapp/Gate;->pass()V');
    const reach = app.graph.reachableFrom([app.id('Lapp/Route;->go()V')], { stop: (one) => one === gate });
    expect(reach.has(gate)).toBe(true);
    expect(lines(app, reach.pathTo(app.id(SINK)))).toEqual([
      'Lapp/Route;->go()V @3 call',
      'Lapp/Route;->side()V @0 call',
      SINK,
    ]);
  });

  it('counts only the places it is told to', () => {
    const app = chain();
    const go = app.id('Lapp/Route;->go()V');
    const reach = app.graph.reachableFrom([go], { sites: (one) => (one === go ? (pc) => pc === 0 : undefined) });
    expect(reach.has(app.id('Lapp/Gate;->pass()V'))).toBe(true);
    expect(reach.has(app.id('Lapp/Route;->side()V'))).toBe(false);
  });

  it('has no steps from a root to itself, and no path to what is not reached', () => {
    const app = chain();
    const go = app.id('Lapp/Route;->go()V');
    expect(app.graph.pathBetween([go], [go])).toEqual({ steps: [], target: go });
    expect(app.graph.pathBetween([app.id('Lapp/Gate;->pass()V')], [go])).toBeUndefined();
    expect(app.graph.reachableFrom([go]).size).toBe(4);
  });

  it('chooses the same shortest path in any order of the dex files', () => {
    const specs = [
      {
        classes: [main(invokeStatic('Lapp/P;->go()V'), invokeStatic('Lapp/Q;->go()V'), invokeStatic('Lapp/R;->go()V'))],
      },
      ...['P', 'Q', 'R'].map((name) => ({
        classes: [{ type: `Lapp/${name};`, methods: [staticMethod('go', '()V', hit)] }],
      })),
    ];
    const paths = [specs, specs.toReversed(), [specs[2]!, specs[0]!, specs[3]!, specs[1]!]].map((order) =>
      pathToSink(appOf(order)),
    );
    expect(paths[0]).toHaveLength(3);
    expect(paths[1]).toEqual(paths[0]);
    expect(paths[2]).toEqual(paths[0]);
  });
});

describe('hostile and partial input', () => {
  it('says what a step budget left out', () => {
    const app = appOf(
      [{ classes: [main(hit)] }, { classes: [{ type: 'Lapp/Late;', methods: [staticMethod('go', '()V', hit)] }] }],
      { steps: 1 },
    );
    expect(app.graph.isPartial).toBe(true);
    expect(app.graph.unscanned).toEqual(['classes2.dex']);
    expect(reached(app, [START])).toContain(SINK);
    expect(reached(app, ['Lapp/Late;->go()V'])).not.toContain(SINK);
  });

  it('drops what a method ART refuses seems to call', () => {
    const { bytes, code } = buildDex({ classes: [main(hit, hit)] });
    // The second invoke becomes opcode 0x73, which does not exist.
    const bad = patchDex(bytes, (view) => view.setUint8(code.get(START)! + 16 + 6, 0x73));
    const app = appOfDex([DexFile.open(bad, 'classes.dex')]);
    expect(app.graph.badMethods).toBe(1);
    expect([...app.graph.callees(app.id(START))]).toEqual([]);
  });

  it('takes classes that are their own ancestors', () => {
    const app = classes(
      { type: 'Lapp/A;', superType: 'Lapp/B;', methods: [method('go', '()V', hit)] },
      { type: 'Lapp/B;', superType: 'Lapp/A;' },
      { type: 'Lapp/I;', access: 0x601, interfaces: ['Lapp/J;'] },
      { type: 'Lapp/J;', access: 0x601, interfaces: ['Lapp/I;'] },
      main(invoke(0x6e, 'Lapp/B;->go()V', 0), invoke(0x72, 'Lapp/I;->none()V', 0)),
    );
    expect(reached(app, [START]).size).toBeGreaterThan(1);
  });

  it('walks deep inheritance and long call chains without a stack', () => {
    const deep = Array.from({ length: 3000 }, (_, i): DexClass => ({
      type: `Lapp/C${i};`,
      superType: i === 0 ? 'Ljava/lang/Object;' : `Lapp/C${i - 1};`,
      methods: [staticMethod('go', '()V', i === 2999 ? hit : invokeStatic(`Lapp/C${i + 1};->go()V`))],
    }));
    const app = classes(...deep);
    expect(app.program.hierarchy.isSubtype(app.program.findType('Lapp/C2999;'), app.program.findType('Lapp/C0;'))).toBe(
      true,
    );
    expect(pathToSink(app, 'Lapp/C0;->go()V')).toHaveLength(3001);
  });

  it('lets the first definition of a class win', () => {
    const twice = (code: readonly (typeof hit)[]) => ({
      classes: [{ type: 'Lapp/Twice;', methods: [staticMethod('go', '()V', ...code)] }],
    });
    expect(pathToSink(appOf([twice([]), twice([hit])]), 'Lapp/Twice;->go()V')).toEqual([]);
    expect(pathToSink(appOf([twice([hit]), twice([])]), 'Lapp/Twice;->go()V')).toHaveLength(2);
  });

  it('keeps a method without flags of its own apart', () => {
    const app = classes(
      { type: 'Lapp/A;', methods: [{ name: 'go', access: PUBLIC | 0x100 }] },
      main(invoke(0x6e, 'Lapp/A;->go()V', 0)),
    );
    expect(reached(app, [START])).toContain('Lapp/A;->go()V');
  });
});
