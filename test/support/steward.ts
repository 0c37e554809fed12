import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

/** Bundles the steward into one file, as its image has it. */
export function bundleSteward(file: string): void {
  const bundle = resolve(__dirname, "../../images/steward/bundle.mjs");
  execFileSync(process.execPath, [bundle, file], { stdio: ["ignore", "ignore", "inherit"] });
}
