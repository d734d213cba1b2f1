import { describe, expect, it } from '@jest/globals';
import { fixture, lines } from '../app.js';

const IMEI = 'Landroid/telephony/TelephonyManager;->getImei()Ljava/lang/String;';
const ON_CREATE = 'onCreate(Landroid/os/Bundle;)V';
/** Collector.imei: const-string (2), invoke-virtual (3), move-result-object (1), check-cast (2), then the read at 8. */
const COLLECTOR = (pkg: string): string =>
  `L${pkg}/Collector;->imei(Landroid/content/Context;)Ljava/lang/String; @8 call`;

/**
 * Places by hand from the smali of fixtures/apps: in every MainActivity.onCreate, invoke-super (3), new-instance (2),
 * invoke-direct (3), const-string (2), invoke-virtual (3), invoke-virtual (3) show the policy: 16 units. Then
 * new-instance Worker (2) and its constructor (3): 21.
 */
const WORKERS: readonly (readonly [name: string, pkg: string, pc: number, row: string, callback: string])[] = [
  ['consent-thread', 'com/example/con15', 21, 'thread-start', 'run()V'],
  // invoke-static Executors (3), move-result-object (1).
  ['consent-executor', 'com/example/con16', 25, 'executor', 'run()V'],
  // const/4 (1), new-array (2).
  ['consent-asynctask', 'com/example/con17', 24, 'async-task', 'doInBackground([Ljava/lang/Object;)Ljava/lang/Object;'],
  // new-instance Handler (2), invoke-direct (3), const-wide/16 (2).
  ['consent-handler', 'com/example/con18', 28, 'handler-post', 'run()V'],
  ['consent-timer', 'com/example/con19', 28, 'timer', 'run()V'],
];

describe('paths in the fixtures', () => {
  it.each(WORKERS)('%s: from the activity through the implicit call to the read', (name, pkg, pc, row, callback) => {
    const app = fixture(name);
    const start = `L${pkg}/MainActivity;->${ON_CREATE}`;
    // iget-object (2) of the context, then the collector.
    expect(lines(app, app.graph.pathBetween([app.id(start)], [app.id(IMEI)]))).toEqual([
      `${start} @${pc} ${row}`,
      `L${pkg}/Worker;->${callback} @2 call`,
      COLLECTOR(pkg),
      IMEI,
    ]);
    // Without implicit calls nothing of it is seen.
    expect(app.graph.pathBetween([app.id(start)], [app.id(IMEI)], { includeImplicit: false })).toBeUndefined();
  });

  it('consent-app-oncreate: straight from the Application', () => {
    const app = fixture('consent-app-oncreate');
    const start = 'Lcom/example/con2/SampleApplication;->onCreate()V';
    expect(lines(app, app.graph.pathBetween([app.id(start)], [app.id(IMEI)]))).toEqual([
      `${start} @3 call`,
      COLLECTOR('com/example/con2'),
      IMEI,
    ]);
  });

  it('consent-after-agree: only a click on the dialog leads to the read', () => {
    const app = fixture('consent-after-agree');
    const start = app.id(`Lcom/example/con7/MainActivity;->${ON_CREATE}`);
    const path = lines(app, app.graph.pathBetween([start], [app.id(IMEI)]));
    expect(path[0]).toMatch(
      /^Lcom\/example\/con7\/MainActivity;->onCreate\(Landroid\/os\/Bundle;\)V @\d+ dialog-click$/,
    );
    expect(path.slice(1)).toEqual([
      'Lcom/example/con7/MainActivity;->onClick(Landroid/content/DialogInterface;I)V @0 call',
      COLLECTOR('com/example/con7'),
      IMEI,
    ]);
    const includeImplicit = (_: string, trigger: string): boolean => trigger !== 'user';
    expect(app.graph.pathBetween([start], [app.id(IMEI)], { includeImplicit })).toBeUndefined();
  });

  it('unreachable-code: no path to code nothing names', () => {
    const app = fixture('unreachable-code');
    const start = app.id(`Lcom/example/unreachable/MainActivity;->${ON_CREATE}`);
    expect(app.graph.pathBetween([start], [app.id(IMEI)])).toBeUndefined();
    expect([
      ...app.graph.callers(
        app.id('Lcom/example/unreachable/Leftover;->read(Landroid/content/Context;)Ljava/lang/String;'),
      ),
    ]).toEqual([]);
  });
});
