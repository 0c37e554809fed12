import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UNUSED } from "./parts";

/** Debian since its merge of `/usr`; packages still hold files of both places. */
const MERGED = ["bin", "sbin", "lib", "lib64"];

let none: string | undefined;

/** The file names of the packages with all that they need, as if nothing were installed. */
export function packageFiles(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  none ??= join(mkdtempSync(join(tmpdir(), "daytwo-apt-")), "status");
  writeFileSync(none, "");
  const options = ["-qq", "--print-uris", "--no-install-recommends", "-o", `Dir::State::status=${none}`];
  const printed = execFileSync("apt-get", [...options, "-o", "Debug::NoLocking=1", "install", ...names], {
    encoding: "utf8",
  });
  const files = printed.split("\n").flatMap(line => line.split(" ")[1] ?? []);
  return files.filter(file => !UNUSED.test(packageOf(file))).sort();
}

function packageOf(file: string): string {
  return file.replace(/_.*/, "");
}

/** Downloads package files into a folder; those that lie there already are left. */
export function download(files: readonly string[], folder: string): void {
  if (files.length === 0) return;
  // "name=version", in which apt writes a colon of the version as %3a in the file's name.
  const wanted = files.map(file => {
    const [name = "", version = ""] = file.split("_");
    return `${name}=${decodeURIComponent(version)}`;
  });
  // apt gives up its rights for downloads, which it cannot in a folder that is not its own.
  execFileSync("apt-get", ["-qq", "-o", "APT::Sandbox::User=root", "download", ...new Set(wanted)], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** Lays the packages' files out in `root`, without what only people read. Gives the links of its merged `/usr`. */
export function unpack(files: readonly string[], folder: string, root: string): string[] {
  const links = MERGED.map(name => {
    mkdirSync(join(root, "usr", name), { recursive: true });
    symlinkSync(`usr/${name}`, join(root, name));
    return join(root, name);
  });
  const without = ["./usr/share/doc", "./usr/share/man", "./usr/share/locale", "./usr/share/lintian"];
  for (const file of files) {
    const archive = execFileSync("dpkg-deb", ["--fsys-tarfile", join(folder, file)], { maxBuffer: 1 << 30 });
    const options = ["--keep-directory-symlink", "--no-same-owner", ...without.map(path => `--exclude=${path}`)];
    execFileSync("tar", ["-x", "-C", root, ...options], { input: archive });
  }
  return links;
}
