import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const made: string[] = [];

afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true });
});

/** Writes files into a directory of their own, which sees this repository's packages. Gone after the tests. */
export function makeProject(files: Record<string, string>, { packages = true } = {}): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "daytwo-project-")));
  made.push(directory);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  if (packages) symlinkSync(resolve(__dirname, "../../node_modules"), join(directory, "node_modules"));
  return directory;
}
