import type { GitMirrors } from "./index";

/** What a mirror may be called: its folder's name. */
export const MIRROR_NAME = /^(?!\.+$)[\w.-]{1,100}$/;

/** `https://github.com/acme/shop.git` → `shop`. */
export function mirrorName(address: string): string {
  const [name = ""] = /[^/:]+$/.exec(address.replace(/\/+$/, "")) ?? [];
  return name.replace(/\.git$/, "");
}

/** Mirrors by name: of a list, each has the last part of its address. */
export function gitMirrorsOf<Credentials>(git: readonly string[] | GitMirrors<Credentials>): GitMirrors<Credentials> {
  if ("repositories" in git) return git;
  return { repositories: Object.fromEntries(git.map(address => [mirrorName(address), address])) };
}
