const { isDeepStrictEqual } = require("node:util");
const keepers = require("../../upgrade/keepers.json");

/** Types whose every change makes a new resource, as a new revision does. */
const REVISED = new Set(["aws:ecs/taskDefinition:TaskDefinition", "docker:index/container:Container"]);

/** Single properties whose change makes a new resource, by type; the AWS provider replaces for another region, too. */
const REPLACING = { ...keepers, "standin:index:Thing": ["immutable"] };

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
  if (REVISED.has(type)) return changed;
  return changed.filter(property => REPLACING[type]?.includes(property) || (type in keepers && property === "region"));
}

module.exports = { changes, replaces };
