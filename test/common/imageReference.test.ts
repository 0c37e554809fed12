import { IMAGE_REFERENCE } from "../../lib/common/imageReference";

test.each([
  "shop",
  "shop:v1.2_3",
  "ghcr.io/acme/shop@sha256:0123abcd",
  "localhost:5000/a/b__c/d-e.f:Tag@sha256:0123",
  "Registry.example.com/shop",
  "sha256:0123",
])("%s is an image", reference => {
  expect(reference).toMatch(IMAGE_REFERENCE);
});

test.each([
  "",
  "Shop",
  "ghcr.io/Acme/shop",
  "shop:",
  "shop@",
  "a//b",
  "-shop",
  "shop/",
  "https://x/y",
  "a b",
  "shop:v1:v2",
])("%j is none", reference => {
  expect(reference).not.toMatch(IMAGE_REFERENCE);
});

test("is told in a time that does not grow with its square", () => {
  expect(`${"a-".repeat(20_000)}/`).not.toMatch(IMAGE_REFERENCE);
});
