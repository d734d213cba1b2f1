import { describe, expect, it } from '@jest/globals';
import type { Confidence, ResultKind, Severity } from '../../../src/model/index.js';
import { resultKind } from '../../../src/rule/result-kind.js';

const of = (...pairs: readonly (readonly [Severity, Confidence])[]): { severity: Severity; confidence: Confidence }[] =>
  pairs.map(([severity, confidence]) => ({ severity, confidence }));

describe('resultKind', () => {
  it.each<[string, ReturnType<typeof of>, { review?: boolean; complete?: boolean; applies?: boolean }, ResultKind]>([
    ['nothing, all read', of(), {}, 'pass'],
    ['nothing, not all read', of(), { complete: false }, 'open'],
    ['nothing, for review', of(), { review: true }, 'pass'],
    ['does not apply', of(['high', 'confirmed']), { applies: false }, 'notApplicable'],
    ['does not apply, not all read', of(), { applies: false, complete: false }, 'notApplicable'],
    ['low and likely', of(['low', 'likely']), {}, 'fail'],
    ['found, not all read', of(['low', 'confirmed']), { complete: false }, 'fail'],
    ['only possible', of(['critical', 'possible'], ['low', 'possible']), {}, 'review'],
    ['possible beside likely', of(['high', 'possible'], ['low', 'likely']), {}, 'fail'],
    ['marked for review', of(['critical', 'confirmed']), { review: true }, 'review'],
    ['only info', of(['info', 'confirmed'], ['info', 'possible']), {}, 'informational'],
    ['only info, for review', of(['info', 'confirmed']), { review: true }, 'informational'],
    ['info and possible', of(['info', 'confirmed'], ['low', 'possible']), {}, 'review'],
    ['info and likely', of(['info', 'confirmed'], ['low', 'likely']), {}, 'fail'],
  ])('%s', (_, findings, { review = false, complete = true, applies = true }, expected) => {
    expect(resultKind({ findings, applies, review, complete })).toBe(expected);
  });
});
