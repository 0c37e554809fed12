import { Foundation } from "../../lib/foundation/docker";

/** A foundation whose steward comes from a registry: a plan builds no image. */
export function testFoundation(): Foundation {
  return new Foundation("shop-foundation", { images: { steward: "registry.example.com/steward:1" } });
}
