import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { Journal, JournalReader } from "../../../lib/plan/child/journal";
import type { PlannedResource } from "../../../lib/plan/model";
import { Recording } from "../../../lib/plan/recording";

const directory = mkdtempSync(join(tmpdir(), "daytwo-journal-"));
afterAll(() => rmSync(directory, { recursive: true }));

const stack: PlannedResource = {
  urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
  type: "pulumi:pulumi:Stack",
  name: "shop-dev – ümläut",
  parent: null,
  provider: null,
  custom: false,
  remote: false,
  inputs: {},
  dependencies: [],
  propertyDependencies: {},
  protect: false,
  retainOnDelete: false,
  aliases: [],
};

function written(): string {
  const file = join(directory, "journal");
  const descriptor = openSync(file, "w");
  const journal = new Journal(descriptor, "token");
  journal.resource(stack);
  journal.outputs(stack.urn, { url: { $unknown: true } });
  journal.outputs("urn:nobody", {});
  journal.diagnostic({ severity: "info", message: "said" });
  journal.end({ kind: "program", message: "boom" });
  closeSync(descriptor);
  return readFileSync(file, "utf8");
}

test("comes out as it went in, in pieces of any size", () => {
  const text = written();
  fc.assert(
    fc.property(fc.array(fc.nat(text.length)), cuts => {
      const recording = new Recording();
      const reader = new JournalReader(recording, "token");
      const ends = [...cuts.sort((a, b) => a - b), text.length];
      for (const [index, end] of ends.entries()) reader.read(text.slice(ends[index - 1] ?? 0, end));
      expect(reader.end).toEqual({ kind: "program", message: "boom" });
      expect(recording.plan("shop", "dev")).toEqual({
        version: 1,
        project: "shop",
        stack: "dev",
        resources: [{ ...stack, outputs: { url: { $unknown: true } } }],
        outputs: { url: { $unknown: true } },
        diagnostics: [{ severity: "info", message: "said" }],
      });
    }),
  );
});

test("has no end as long as the program has none", () => {
  const reader = new JournalReader(new Recording(), "token");
  reader.read(
    `garbage\ntoken${JSON.stringify(["diagnostic", { severity: "info", message: "said" }])}\nmore garbagetoken["end",`,
  );
  expect(reader.end).toBeUndefined();
  reader.read("null]\n");
  expect(reader.end).toBeNull();
});
