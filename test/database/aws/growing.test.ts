import { shrinking } from "../../../lib/database/aws/growing";

const is = { allocatedStorage: 100, engineVersion: "16", engineVersionActual: "16.6" };

test.each<[what: string, wanted: Record<string, unknown>]>([
  ["the same", { allocatedStorage: 100, engineVersion: "16" }],
  ["more storage", { allocatedStorage: 101 }],
  ["less storage, where it grows by itself", { allocatedStorage: 20, maxAllocatedStorage: 200 }],
  ["a newer version", { engineVersion: "17" }],
  ["a newer minor version", { engineVersion: "16.10" }],
  ["what is known later", {}],
])("a server may be given %s", (_, wanted) => {
  expect(shrinking(is, wanted)).toEqual([]);
});

test.each<
  [what: string, before: Record<string, unknown>, wanted: Record<string, unknown>, path: string, message: string]
>([
  [
    "less storage",
    is,
    { allocatedStorage: 20 },
    "storage",
    'is 20GiB, less than the 100GiB that it has, and RDS makes it no less; write "100GiB" or more',
  ],
  [
    "an older version",
    is,
    { engineVersion: "15" },
    "version",
    '15 is older than 16.6, which it runs, and RDS has no way back; write "16" or newer',
  ],
  [
    "an older minor version",
    is,
    { engineVersion: "16.4" },
    "version",
    '16.4 is older than 16.6, which it runs, and RDS has no way back; write "16" or newer',
  ],
  [
    "an older version of Aurora",
    { engineVersion: "8.4", engineVersionActual: "8.4.mysql_aurora.3.08.0" },
    { engineVersion: "8.0" },
    "version",
    '8.0 is older than 8.4.mysql_aurora.3.08.0, which it runs, and RDS has no way back; write "8.4" or newer',
  ],
])("a server is not given %s", (_, before, wanted, path, message) => {
  expect(shrinking(before, wanted)).toEqual([{ path, message }]);
});

test("both are told at once", () => {
  expect(shrinking(is, { allocatedStorage: 20, engineVersion: "15" }).map(({ path }) => path)).toEqual([
    "storage",
    "version",
  ]);
});
