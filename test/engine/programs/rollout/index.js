const pulumi = require("@pulumi/pulumi");
const { Group, Raw, Thing } = require("../things");

const config = new pulumi.Config();
const image = config.get("image") ?? "shop:1";

const password = new Thing(
  "password",
  { value: config.requireSecret("password") },
  { protect: config.getBoolean("protect") },
);
const group = new Group("shop", {});
const task = new Raw(
  "aws:ecs/taskDefinition:TaskDefinition",
  "task",
  { family: "shop", image, secret: password.id, arn: undefined },
  { parent: group },
);
const service = new Raw("aws:ecs/service:Service", "service", { taskDefinition: task.arn }, { parent: group });

module.exports = { running: service.taskDefinition, wanted: task.arn, password: config.requireSecret("password") };
