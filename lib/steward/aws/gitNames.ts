import type { GitMirrors } from "./args";

/** `https://github.com/acme/shop.git` → `shop`. */
export function mirrorName(address: string): string {
  const [name = ""] = /[^/:]+$/.exec(address.replace(/\/+$/, "")) ?? [];
  return name.replace(/\.git$/, "");
}

/** Mirrors by name: a list has the last part of each address. */
export function gitMirrorsOf(git: readonly string[] | GitMirrors): GitMirrors {
  if ("repositories" in git) return git;
  return { repositories: Object.fromEntries(git.map(address => [mirrorName(address), address])) };
}
