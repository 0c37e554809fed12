import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expireImages } from "../../../images/steward/src/registry/expire";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "daytwo-registry-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function digestOf(letter: string): string {
  return letter.repeat(64);
}

function write(path: string, content: string): string {
  const file = join(folder, "docker/registry/v2", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

/** An image that was pushed so many days after the first; an index when it has parts. */
function push(repository: string, letter: string, day: number, parts: string[] = []): void {
  const hex = digestOf(letter);
  const manifests = parts.map(part => ({ digest: `sha256:${digestOf(part)}` }));
  write(`blobs/sha256/${hex.slice(0, 2)}/${hex}/data`, JSON.stringify(parts.length > 0 ? { manifests } : {}));
  const link = write(`repositories/${repository}/_manifests/revisions/sha256/${hex}/link`, `sha256:${hex}`);
  utimesSync(link, day * 86_400, day * 86_400);
}

function tag(repository: string, name: string, letter: string): void {
  write(`repositories/${repository}/_manifests/tags/${name}/current/link`, `sha256:${digestOf(letter)}`);
}

function left(repository: string): string {
  const images = readdirSync(
    join(folder, "docker/registry/v2/repositories", repository, "_manifests/revisions/sha256"),
  );
  return images
    .map(name => name.charAt(0))
    .sort()
    .join("");
}

function expire(keep: number) {
  return expireImages.run({ folder, keep, keepTags: ["running-"] }, new AbortController().signal);
}

describe("a registry's images", () => {
  it("are kept newest first, in each repository by itself", async () => {
    for (const [day, letter] of [..."abcd"].entries()) push("shop/web", letter, day);
    push("shop/api", "e", 0);
    const outcome = await expire(2);
    expect([left("shop/web"), left("shop/api")]).toEqual(["cd", "e"]);
    expect(outcome).toEqual({ message: "2 images forgotten, 3 kept", figures: { kept: 3, forgotten: 2 } });
  });

  it("are kept however old while a moving tag stands on them; other tags go with them", async () => {
    for (const [day, letter] of [..."abc"].entries()) push("web", letter, day);
    tag("web", "running-web", "a");
    tag("web", "v1", "b");
    tag("web", "latest", "c");
    await expire(1);
    expect(left("web")).toBe("ac");
    expect(readdirSync(join(folder, "docker/registry/v2/repositories/web/_manifests/tags")).sort()).toEqual([
      "latest",
      "running-web",
    ]);
  });

  it("that an index is made of stay and go with it, and count with it", async () => {
    push("web", "a", 0);
    push("web", "b", 0);
    push("web", "f", 1, ["a", "b"]);
    push("web", "c", 2);
    push("web", "d", 2);
    push("web", "e", 3, ["c", "d"]);
    await expire(1);
    expect(left("web")).toBe("cde");
    push("web", "9", 4);
    await expire(2);
    expect(left("web")).toBe("9cde");
  });

  it("may be none yet", async () => {
    expect(await expire(1)).toMatchObject({ figures: { kept: 0, forgotten: 0 } });
  });
});
