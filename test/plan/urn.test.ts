import { makeUrn, nameOf, qualifiedType, typeOf } from "../../lib/plan/urn";

const stack = makeUrn("dev", "shop", "", "pulumi:pulumi:Stack", "shop-dev");
const group = makeUrn("dev", "shop", stack, "my:Group", "g");

test("the stack's type stands in no other URN", () => {
  expect(stack).toBe("urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev");
  expect(group).toBe("urn:pulumi:dev::shop::my:Group::g");
  expect(makeUrn("dev", "shop", group, "my:Thing", "a::b")).toBe("urn:pulumi:dev::shop::my:Group$my:Thing::a::b");
});

test("its parts", () => {
  const urn = "urn:pulumi:dev::shop::my:Group$my:Thing::a::b";
  expect([qualifiedType(urn), typeOf(urn), nameOf(urn)]).toEqual(["my:Group$my:Thing", "my:Thing", "a::b"]);
  expect([qualifiedType(""), typeOf(""), nameOf("")]).toEqual(["", "", ""]);
});
