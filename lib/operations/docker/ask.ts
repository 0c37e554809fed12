import { PlainError } from "../../common/errors";
import { succeedOnce } from "./once";
import type { System } from "./system";

/** Prints the answer of an address, or one line that says what was wrong with it. */
const SCRIPT = `
const [url] = process.argv.slice(1);
fetch(url, { signal: AbortSignal.timeout(30_000) }).then(
  async answer => {
    const text = await answer.text();
    if (!answer.ok) console.log(answer.status + " " + text.slice(0, 500).replaceAll("\\n", " "));
    else process.stdout.write(text);
    process.exitCode = answer.ok ? 0 : 1;
  },
  error => {
    console.log(error.cause?.message ?? error.message);
    process.exitCode = 1;
  },
);`;

/** What an address within the system's network answers, as JSON. @throws PlainError when it does not */
export async function ask(system: System, purpose: string, url: string): Promise<unknown> {
  const network = await system.network();
  const once = { entrypoint: ["node", "-e", SCRIPT], command: [url], network };
  const text = (await succeedOnce(system, purpose, once)).join("\n");
  try {
    return JSON.parse(text);
  } catch {
    throw new PlainError(`${purpose}: the answer is no JSON`);
  }
}
