// Reading a stored state by a schema: what an older version wrote, or what was damaged, begins the dialogue anew.
import { z } from 'zod';
import type { FlowState } from './flow.ts';

/** `data`: what the flow collects; a step that is none of `steps` makes the state unusable. */
export function stateReader<Step extends string, Data extends object>(
  steps: readonly Step[],
  data: z.ZodType<Data>,
): (stored: unknown) => (FlowState & { step: Step; data: Data }) | undefined {
  const schema = z.object({ step: z.enum(steps as readonly [Step, ...Step[]]), data });
  return (stored) => {
    const read = schema.safeParse(stored);
    return read.success ? read.data : undefined;
  };
}
