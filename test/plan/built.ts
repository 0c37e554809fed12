import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";

const ROOT = resolve(__dirname, "../..");
const BUILT = join(ROOT, "node_modules/.cache/daytwo-test");

/**
 * Stands in for `lib/plan/child/command` in tests that plan projects: the child is built once, so that it starts as fast
 * as it does for users, and sees its programs as it does there.
 */
export function builtCommand() {
  let built = false;
  return {
    childCommand: () => {
      if (!built) build();
      built = true;
      return [join(BUILT, "plan/child.js")];
    },
  };
}

function build(): void {
  const folders = ["plan", "common"].map(name => join(ROOT, "lib", name));
  const files = folders.flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map(file => join(folder, file)),
  );
  buildSync({
    entryPoints: files.filter(file => file.endsWith(".ts")),
    outdir: BUILT,
    outbase: join(ROOT, "lib"),
    format: "cjs",
    platform: "node",
    target: "node20",
    logLevel: "error",
  });
}
