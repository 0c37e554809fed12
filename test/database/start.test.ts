import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ARCHIVE } from "../../lib/database/docker/paths";
import { makeDatabase, START_SCRIPT } from "../../lib/database/docker/scripts";

let root: string;
let data: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "daytwo-start-"));
  data = join(root, "volume", "server");
  for (const folder of ["volume", "wal", "bin"]) mkdirSync(join(root, folder));
  program("psql", "cat > /dev/null");
  writeFileSync(join(root, "first.sh"), makeDatabase("shop"));
});
afterEach(() => rmSync(root, { recursive: true }));

function program(name: string, script: string): void {
  writeFileSync(join(root, "bin", name), `#!/bin/sh\nset -e\n${script}\n`);
  chmodSync(join(root, "bin", name), 0o755);
}

/** Starts a server of which the image's own part does this. */
function start(entrypoint: string): void {
  program("docker-entrypoint.sh", entrypoint);
  // There need be no such user here.
  const script = START_SCRIPT.replaceAll(ARCHIVE, join(root, "wal")).replace(/^chown .*$/gm, "");
  const PATH = [join(root, "bin"), process.env.PATH].join(delimiter);
  execFileSync("sh", ["-c", script], { env: { ...process.env, PATH, PGDATA: data } });
}

const INIT = 'mkdir "$PGDATA"; echo 16 > "$PGDATA/PG_VERSION"; echo half > "$PGDATA/rows"';
const first = () => `. ${join(root, "first.sh")}`;

test("a server that was killed before its role and database were made begins again", () => {
  start(INIT);
  expect(existsSync(join(data, "rows"))).toBe(true);
  start(`test ! -e "$PGDATA"; ${INIT}; ${first()}; echo whole > "$PGDATA/rows"`);
  expect(readFileSync(join(data, "rows"), "utf8")).toBe("whole\n");
});

test("one that was made keeps its data over every start, and its archive", () => {
  start(`${INIT}; ${first()}`);
  writeFileSync(join(root, "wal", "000000010000000000000001"), "");
  start("true");
  start("true");
  expect(readFileSync(join(data, "rows"), "utf8")).toBe("half\n");
  expect(readdirSync(join(root, "wal"))).toEqual(["000000010000000000000001"]);
});

test("data from before there was a mark stay", () => {
  mkdirSync(data);
  writeFileSync(join(data, "PG_VERSION"), "16");
  start("true");
  expect(existsSync(join(data, "PG_VERSION"))).toBe(true);
});
