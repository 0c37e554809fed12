const fs = require("node:fs");
const path = require("node:path");

/**
 * What a test tells the stand-in, in `orders.json` of the folder that DAYTWO_STANDIN names:
 *
 * - `orders`: type, name or URN of a resource → `"fail"`, `"hang"` (until the engine cancels) or `"roll back"`;
 * - `existing`: id → the inputs of a resource that can be imported, or `null` when there is none of that id.
 *
 * The file is read at each call, so that a test can change its mind. Calls are logged to `calls.jsonl` beside it.
 */
const folder = process.env.DAYTWO_STANDIN;

/** What a resource goes on reporting after its change was rolled back. */
const ROLLED_BACK = {
  "aws:ecs/service:Service": { taskDefinition: "arn:aws:ecs:eu-west-1:123456789012:task-definition/previous:1" },
};

const hanging = new Set();

/** Fails or hangs when told to. */
async function obey(resource) {
  const order = orderFor(resource);
  if (order === "fail") throw new Error(`${resource.name}: the stand-in was told to fail`);
  if (order === "hang") await new Promise((_, cancelled) => hanging.add(cancelled));
}

obey.cancel = () => {
  for (const cancelled of hanging) cancelled(new Error("cancelled"));
};

/** The outputs after a change, or of the old state where the change is to be rolled back although it "succeeds". */
function rolledBack(resource, outputs, before = {}) {
  if (orderFor(resource) !== "roll back") return outputs;
  const previous = Object.entries(ROLLED_BACK[resource.type] ?? {});
  return { ...outputs, ...Object.fromEntries(previous.map(([key, first]) => [key, before[key] ?? first])) };
}

function existing(id) {
  return control().existing?.[id];
}

function orderFor({ type, name, urn }) {
  const orders = control().orders ?? {};
  return orders[urn] ?? orders[name] ?? orders[type];
}

function control() {
  const file = folder && path.join(folder, "orders.json");
  return file && fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
}

function log(call) {
  if (folder) fs.appendFileSync(path.join(folder, "calls.jsonl"), `${JSON.stringify(call)}\n`);
}

module.exports = { existing, log, obey, rolledBack };
