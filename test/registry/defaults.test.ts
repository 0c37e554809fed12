import * as fc from "fast-check";
import { buildTag, MOVING_TAGS, previousTag, runningTag } from "../../lib/registry/defaults";

test("a release's tags are those that may move", () => {
  expect(runningTag("web")).toBe(`${MOVING_TAGS.running}web`);
  expect(previousTag("web")).toBe(`${MOVING_TAGS.previous}web`);
});

test("a build's tag follows from the digest alone, is one that registries take, and may not move", () => {
  const digest = fc.stringMatching(/^sha256:[0-9a-f]{64}$/);
  fc.assert(
    fc.property(digest, fc.constantFrom(...Object.values(MOVING_TAGS)), (value, moving) => {
      expect(buildTag(value)).toBe(`build-${value.slice(7, 23)}`);
      expect(buildTag(value).startsWith(moving)).toBe(false);
    }),
  );
});
