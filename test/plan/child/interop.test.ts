import { transformSync } from "esbuild";
import { asTypeScriptDoes, importDefault, installInterop, lateExports } from "../../../lib/plan/child/interop";

/** What a program is turned into, with the helpers that its loader sees. */
function run(source: string, modules: Record<string, unknown> = {}) {
  const { code } = transformSync(source, { loader: "ts", format: "cjs", minifyWhitespace: true, keepNames: true });
  const changed = asTypeScriptDoes(code);
  expect(changed).toHaveLength(code.length);
  installInterop();
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const load = (name: string) => modules[name];
  new Function("module", "require", changed)(module, load);
  return module.exports;
}

test("import * as x is the module itself: it can be called, and is known as a module", () => {
  const express = () => "called";
  const { result, same } = run(
    'import * as express from "express"; export const result = express(); export const same = express;',
    { express },
  );
  expect(result).toBe("called");
  expect(same).toBe(express);
});

test("named imports are the module's", () => {
  const fs = { read: () => 1 };
  expect(run('import { read } from "fs"; export const result = read();', { fs }).result).toBe(1);
});

test("a default import is the whole of a CommonJS module, and the default of another", () => {
  const source = 'import x from "x"; export const result = x;';
  const cjs = () => 1;
  expect(run(source, { x: cjs }).result).toBe(cjs);
  expect(run(source, { x: { __esModule: true, default: 7 } }).result).toBe(7);
});

test("default and named imports together", () => {
  const x = { named: 2 };
  const { result } = run('import x, { named } from "x"; export const result = [x.named, named];', { x });
  expect(result).toEqual([2, 2]);
});

test("an export that isn't set yet is undefined, as in CommonJS", () => {
  let seen: unknown = "nothing";
  const circular = {
    peek: (exports: { later: unknown }) => {
      seen = exports.later;
    },
  };
  const { later } = run('import { peek } from "circular"; peek(module.exports); export const later = 1;', { circular });
  expect(seen).toBeUndefined();
  expect(later).toBe(1);
});

test("errors of exports other than their order stay", () => {
  const target: Record<string, unknown> = {};
  lateExports(target, {
    bad: () => {
      throw new TypeError("x");
    },
  });
  expect(() => target.bad).toThrow(TypeError);
});

test("in ES modules' way a default import is always the whole", () => {
  const module = { __esModule: true, default: 7 };
  expect(importDefault(module, 1)).toEqual({ default: module });
});
