import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildDex, constString, fixChecksums, invoke, invokeStatic } from '../../../../fixtures/toolkit/dex.js';
import { DexFile } from '../../../../src/format/dex/index.js';
import { PrivscanError } from '../../../../src/model/index.js';
import { appOfDex, hit, init, make, method, staticMethod } from '../app.js';

const START = 'Lapp/Main;->start()V';
const { bytes } = buildDex({
  classes: [
    {
      type: 'Lapp/Main;',
      methods: [
        staticMethod(
          'start',
          '()V',
          ...make(0, 'Lapp/Task;'),
          constString(1, 'app.Task'),
          invokeStatic('Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;', 1),
          [0x010c],
          invoke(0x6e, 'Ljava/lang/Class;->newInstance()Ljava/lang/Object;', 1),
          [0x0538, 3],
          invoke(0x6e, 'Landroid/os/Handler;->post(Ljava/lang/Runnable;)Z', 2, 0),
        ),
      ],
    },
    {
      type: 'Lapp/Task;',
      interfaces: ['Ljava/lang/Runnable;'],
      fields: [{ name: 'a', type: 'I' }],
      methods: [init, method('run', '()V', hit)],
    },
  ],
});

describe('changed bytes', () => {
  it('give a graph or a refusal, and always end', () => {
    let opened = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 2 }),
        (changes) => {
          const copy = Uint8Array.from(bytes);
          // Past the header, so that many are still taken for a DEX.
          for (const [at, value] of changes) if (at >= 0x70) copy[at] = value;
          try {
            const app = appOfDex([DexFile.open(fixChecksums(copy), 'classes.dex')]);
            const roots = Array.from({ length: app.program.methodCount }, (_, id) => id).filter((id) =>
              app.program.isDefined(id),
            );
            const reach = app.graph.reachableFrom(roots);
            for (const id of reach) {
              app.program.describe(id);
              app.graph.callers(id);
              reach.pathTo(id);
            }
            opened++;
          } catch (error) {
            if (!(error instanceof PrivscanError)) throw error;
          }
        },
      ),
      { numRuns: 600, seed: 5 },
    );
    expect(opened).toBeGreaterThan(50);
    expect(appOfDex([DexFile.open(bytes, 'classes.dex')]).program.findMethod(START)).toBeGreaterThanOrEqual(0);
  });
});
