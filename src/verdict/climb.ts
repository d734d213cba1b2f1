import type { LadderLine, VerdictInput } from '../model/index.js';
import { CONDITIONS } from './conditions.js';
import type { CountedFinding } from './counted.js';

/** The rung reached and what put the app there. */
export interface Rung {
  readonly line: LadderLine;
  readonly because: readonly CountedFinding[];
}

/** True when the line cannot be decided because data flow was not analysed. */
export const notAssessable = (line: LadderLine, input: VerdictInput): boolean =>
  line.needsDataFlow === true && !input.context.dataFlow;

/** Tries the lines from the top; the first that holds gives the rung. The last line always holds. */
export function climb(input: VerdictInput, counted: readonly CountedFinding[]): Rung {
  for (const line of input.ladder.lines) {
    if (notAssessable(line, input)) continue;
    const condition = Object.hasOwn(CONDITIONS, line.condition) ? CONDITIONS[line.condition] : undefined;
    if (condition === undefined) throw new TypeError(`ladder line ${line.id}: unknown condition ${line.condition}`);
    const because = condition({ input, counted, line });
    if (because !== undefined) return { line, because };
  }
  throw new TypeError(`ladder ${input.ladder.id} has no last line that always holds`);
}
