import { z } from "zod";
import type { RestoreCheck } from "../../../../lib/steward/restore-test";

export const checkSpec: z.ZodType<RestoreCheck> = z.strictObject({
  query: z.string().min(1),
  atLeast: z.number().optional(),
  equals: z.string().optional(),
});

/** The answer of a restored database, when it is what it must be. @throws Error that says what it is instead */
export function checked({ query, equals, atLeast = 1 }: RestoreCheck, rows: readonly string[]): string {
  const [answer] = rows;
  if (answer === undefined) throw new Error(`the restored database gives no answer to the check: ${query}`);
  if (equals !== undefined && answer !== equals)
    throw new Error(`the restored database answers "${answer}" to the check, not "${equals}": ${query}`);
  if (equals === undefined && !(Number(answer) >= atLeast))
    throw new Error(`the restored database answers "${answer}" to the check, and not at least ${atLeast}: ${query}`);
  return answer;
}
