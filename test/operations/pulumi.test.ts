import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError, PlainError } from "../../lib/common/errors";
import { pulumi } from "../../lib/operations/pulumi";

const folder = mkdtempSync(join(tmpdir(), "daytwo-pulumi-"));
const path = process.env.PATH;
afterAll(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true });
});

/** Has a Pulumi CLI complain so, and gives what becomes of it. */
async function complaining(words: string): Promise<Error> {
  const script = `#!${process.execPath}\nconsole.error(${JSON.stringify(words)}); process.exitCode = 255;\n`;
  writeFileSync(join(folder, "pulumi"), script, { mode: 0o755 });
  process.env.PATH = folder;
  return pulumi({ directory: "." }, "stack", "output").then(
    () => new Error("succeeded"),
    (error: Error) => error,
  );
}

test.each([
  ["error: no stack named 'prod' found", "no stack named 'prod' found; write one that pulumi stack ls shows"],
  [
    "error: no stack selected; please use `pulumi stack select` to choose one",
    "no stack selected; add --stack, or run pulumi stack select",
  ],
  [
    "error: chdir /nowhere: no such file or directory",
    "chdir /nowhere: no such file or directory; write the project's directory after --cwd",
  ],
])("%s is a mistake of who asked", async (words, message) => {
  const error = await complaining(words);
  expect([InputError.isInstance(error), error.message]).toEqual([true, message]);
});

test("anything else failed, and is told in its own words", async () => {
  const error = await complaining("warning: old\nerror: failed to decrypt: incorrect passphrase");
  expect(InputError.isInstance(error)).toBe(false);
  expect(error).toBeInstanceOf(PlainError);
  expect(error.message).toBe("failed to decrypt: incorrect passphrase");
});
