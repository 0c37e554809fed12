const { isDeepStrictEqual } = require("node:util");

/** Types whose every change makes a new resource, as a new revision does, and single properties that do so. */
const REPLACING = {
  "aws:ecs/taskDefinition:TaskDefinition": () => true,
  "docker:index/container:Container": () => true,
  "aws:ec2/subnet:Subnet": property => property === "cidrBlock",
  "standin:index:Thing": property => property === "immutable",
};

/**
 * The properties that differ: wanted ones from what the cloud holds, as real providers compare (so a rollout that was
 * rolled back is a difference to the next update), and those that are wanted no more.
 */
function changes(before, wanted, ignored) {
  const different = Object.keys(wanted).filter(key => !isDeepStrictEqual(wanted[key], before.outputs[key]));
  const gone = Object.keys(before.inputs).filter(key => !(key in wanted));
  return [...different, ...gone].filter(key => !key.startsWith("__") && !ignored.includes(key));
}

function replaces(type, changed) {
  return changed.filter(property => REPLACING[type]?.(property));
}

module.exports = { changes, replaces };
