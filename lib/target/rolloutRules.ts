import * as check from "../common/checks";
import { type Rollout, STRATEGIES } from "./spec";

const bake = check.duration("0 minutes", "24 hours");

function percent(min: number): check.Check {
  return check.all(check.number({ min, max: 100, whole: false }), (value, path, mistakes) => {
    if (typeof value === "number" && Math.abs(value * 10 - Math.round(value * 10)) > 1e-6)
      mistakes.add(path, `${value} has more than one decimal; write tenths of a percent, such as ${value.toFixed(1)}`);
  });
}

// The ranges are ECS's (Amazon ECS API reference, "CanaryConfiguration", "LinearConfiguration").
const shape = check.object<Rollout>({
  strategy: check.oneOf(...STRATEGIES),
  canaryPercent: percent(0.1),
  canaryBake: bake,
  stepPercent: percent(3),
  stepBake: bake,
  bake,
  rollback: check.flag,
});

/** What only one strategy has. */
const OWN = { canary: ["canaryPercent", "canaryBake"], linear: ["stepPercent", "stepBake"] };

/** Everything that can be wrong with a rollout. */
export const rolloutCheck: check.Check = check.all(shape, (value, path, mistakes) => {
  if (!check.isPlainObject(value)) return;
  for (const [strategy, properties] of Object.entries(OWN)) {
    for (const property of properties) {
      if (value[property] !== undefined && value.strategy !== strategy)
        mistakes.add(
          check.join(path, property),
          `is for a ${strategy} rollout alone; write strategy: "${strategy}" beside it, or leave it out`,
        );
    }
  }
});
