import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleSteward } from "../steward";
import { addNode } from "./made";
import { download, packageFiles, unpack } from "./packages";
import { imageOf, PARTS, type Part, UNUSED } from "./parts";

/** The label by which an image says what it was made from. */
const MADE_FROM = "daytwo.test.made-from";

/** What building a run of parts shares: where packages lie, and the digests of what is built already. */
export class Builder {
  private readonly folder = mkdtempSync(join(tmpdir(), "daytwo-images-"));
  private readonly packages = join(this.folder, "packages");
  private readonly digests = new Map<string, string>();

  constructor() {
    mkdirSync(this.packages);
  }

  /** Builds a part, and first what it is built on, unless the image is there and made from the same. */
  build(name: string): "built" | "kept" {
    const part = PARTS[name];
    if (!part) throw new Error(`there is no part "${name}"; write one of ${Object.keys(PARTS).join(", ")}`);
    const context = join(this.folder, name);
    cpSync(join(__dirname, "parts", name), context, { recursive: true });
    if (part.made === "steward") bundleSteward(join(context, "made", "steward.js"));
    const digest = this.digest(name, part, context);
    if (madeFrom(name) === digest) return "kept";
    this.layOut(context, part);
    const options = ["--quiet", "--network=none", "--label", `${MADE_FROM}=${digest}`, "-t", imageOf(name)];
    docker(["build", ...options, context]);
    rmSync(context, { recursive: true });
    return "built";
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A part's own package files: not those of the parts below it. */
  private filesOf({ packages, on }: Part): string[] {
    const below = new Set(packageFiles(packagesOf(on)));
    return packageFiles(packages).filter(file => !below.has(file));
  }

  /** Of all that an image is made from, but for the versions of its packages: asking for those takes longer than all else. */
  private digest(name: string, { on, made, packages }: Part, context: string): string {
    if (on !== undefined && !this.digests.has(on)) this.build(on);
    const below = on === undefined ? [] : [on, this.digests.get(on)];
    const node = made === "node" ? process.version : "";
    const hash = createHash("sha256").update(JSON.stringify([packages, UNUSED.source, below, node]));
    const own = readdirSync(context, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
    for (const path of own.map(entry => join(entry.parentPath, entry.name)).sort()) hash.update(readFileSync(path));
    const digest = hash.digest("hex");
    this.digests.set(name, digest);
    return digest;
  }

  private layOut(context: string, part: Part): void {
    const { made, packages, on } = part;
    if (made === "node") addNode(join(context, "made"));
    if (packages.length === 0) return;
    const files = this.filesOf(part);
    download(files, this.packages);
    const root = join(context, "root");
    const links = unpack(files, this.packages, root);
    if (on !== undefined) for (const link of links) unlinkSync(link);
  }
}

function packagesOf(name: string | undefined): string[] {
  const part = name === undefined ? undefined : PARTS[name];
  return part ? [...packagesOf(part.on), ...part.packages] : [];
}

function madeFrom(name: string): string | undefined {
  const format = `{{index .Config.Labels "${MADE_FROM}"}}`;
  const { status, stdout } = spawnSync("docker", ["image", "inspect", "-f", format, imageOf(name)], {
    encoding: "utf8",
  });
  return status === 0 ? stdout.trim() : undefined;
}

function docker(args: readonly string[]): void {
  // The classic builder: BuildKit would ask a registry for what stands after FROM.
  const env = { ...process.env, DOCKER_BUILDKIT: "0" };
  execFileSync("docker", args, { env, stdio: ["ignore", "ignore", "pipe"], encoding: "utf8" });
}
