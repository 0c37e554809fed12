import fc from "fast-check";
import { fit } from "../../lib/common/names";

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,80}$/);

describe("fit", () => {
  it("leaves a name alone that fits", () => {
    expect(fit("shop-web", 24)).toBe("shop-web");
  });

  it("cuts a long one and closes it with a digest, never with two hyphens", () => {
    expect(fit("shop-production-checkout-target-group", 24)).toMatch(
      /^shop-production-c-?[0-9a-f]{6}$|^shop-production-[a-z]*-[0-9a-f]{6}$/,
    );
  });

  it("never goes over the limit", () => {
    fc.assert(fc.property(name, fc.integer({ min: 8, max: 64 }), (long, limit) => fit(long, limit).length <= limit));
  });

  it("keeps different names different", () => {
    const stem = "a".repeat(40);
    expect(fit(`${stem}-blue`, 24)).not.toBe(fit(`${stem}-green`, 24));
  });
});
