import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareSync } from "bcryptjs";
import { fill } from "../../../images/steward/src/fill";

test("a password stands in a file of users as its hash alone", async () => {
  const to = mkdtempSync(join(tmpdir(), "daytwo-fill-"));
  const files = { password: { generate: 40 }, htpasswd: { template: "daytwo:{{password|bcrypt}}\n" } };
  await fill.run({ to, files }, new AbortController().signal);
  const [password = "", users = ""] = ["password", "htpasswd"].map(name => readFileSync(join(to, name), "utf8"));
  rmSync(to, { recursive: true });
  const [, hash = ""] = /^daytwo:(\$2[aby]\$\d\d\$.{53})\n$/.exec(users) ?? [];
  expect(compareSync(password, hash)).toBe(true);
});
