import { itNeeds } from "../../support/needs";
import { command } from "./servers";

/** Tests that share what they set up, and the programs that it needs: where one is missing, one test says so for all. */
export function describeNeeds(programs: readonly string[], name: string, body: () => void): void {
  const missing = programs.filter(program => !isThere(program));
  if (missing.length === 0) describe(name, body);
  else itNeeds(missing, name, async () => {});
}

function isThere(program: string): boolean {
  try {
    return command("sh", ["-c", 'command -v "$1"', "sh", program]) !== "";
  } catch {
    return false;
  }
}
