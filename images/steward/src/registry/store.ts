import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { codeOf } from "../failure";

/** An image, or an index of images, of a repository. */
export interface Revision {
  digest: string;
  pushedAt: number;
}

/** A registry's files (distribution, registry/storage/paths.go). */
export class Store {
  private readonly root: string;

  constructor(folder: string) {
    this.root = join(folder, "docker/registry/v2");
  }

  /** The folders of all repositories, whose names may have slashes. */
  async repositories(below = join(this.root, "repositories")): Promise<string[]> {
    const names = await namesIn(below);
    if (names.includes("_manifests")) return [below];
    const found = await Promise.all(names.map(name => this.repositories(join(below, name))));
    return found.flat();
  }

  /** Newest first. */
  async revisions(repository: string): Promise<Revision[]> {
    const folder = join(repository, "_manifests/revisions/sha256");
    const found = await Promise.all(
      (await namesIn(folder)).map(async name => {
        const { mtimeMs } = await stat(join(folder, name, "link"));
        return { digest: `sha256:${name}`, pushedAt: mtimeMs };
      }),
    );
    return found.sort((a, b) => b.pushedAt - a.pushedAt);
  }

  /** The digest that each tag stands for. */
  async tags(repository: string): Promise<Map<string, string>> {
    const folder = join(repository, "_manifests/tags");
    const found = await Promise.all(
      (await namesIn(folder)).map(async tag => {
        const digest = await readFile(join(folder, tag, "current/link"), "utf8");
        return [tag, digest.trim()] as const;
      }),
    );
    return new Map(found);
  }

  /** The images that an index is made of; none for an image. */
  async parts(digest: string): Promise<string[]> {
    const hex = digest.replace(/^sha256:/, "");
    const manifest: unknown = JSON.parse(
      await readFile(join(this.root, "blobs/sha256", hex.slice(0, 2), hex, "data"), "utf8"),
    );
    if (typeof manifest !== "object" || manifest === null || !("manifests" in manifest)) return [];
    const parts: unknown[] = Array.isArray(manifest.manifests) ? manifest.manifests : [];
    return parts.flatMap(part =>
      typeof part === "object" && part !== null && "digest" in part && typeof part.digest === "string"
        ? part.digest
        : [],
    );
  }

  /** Forgets a tag. */
  async untag(repository: string, tag: string): Promise<void> {
    await rm(join(repository, "_manifests/tags", tag), { recursive: true, force: true });
  }

  /** Forgets an image; its layers go with the next garbage collection, unless another image has them. */
  async forget(repository: string, digest: string): Promise<void> {
    const name = digest.replace(/^sha256:/, "");
    await rm(join(repository, "_manifests/revisions/sha256", name), { recursive: true, force: true });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.flatMap(entry => (entry.isDirectory() ? entry.name : []));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}
