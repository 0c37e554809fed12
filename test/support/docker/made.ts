import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Puts the Node that runs here, and the libraries that it is linked with, where they lie on this machine. */
export function addNode(folder: string): void {
  const linked = execFileSync("ldd", [process.execPath], { encoding: "utf8" });
  const libraries = [...linked.matchAll(/(\/\S+) \(0x/g)].flatMap(([, path]) => path ?? []);
  for (const path of libraries) copy(path, join(folder, path));
  copy(process.execPath, join(folder, "usr/bin/node"));
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, join(dirname(to), basename(from)));
}
