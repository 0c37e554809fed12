import { join } from "node:path";
import { plan } from "daytwo/plan";

const project = join(__dirname, "..");
const config = { "shop:platform": "docker" };
const secrets = { "shop:backupPassword": "hunter2-hunter2" };

describe.each(["staging", "production"])("the sample's %s on a Docker host", stack => {
  it("is what it is on AWS but for the platform", async () => {
    const { resources } = await plan(project, { stack, config, secrets });
    const components = resources.filter(({ type }) => type.startsWith("daytwo:docker:")).map(({ type }) => type);
    for (const part of [
      "DeploymentTarget",
      "Registry",
      "Database",
      "BackupSchedule",
      "LogAggregation",
      "AlertThresholds",
    ])
      expect(components).toContain(`daytwo:docker:${part}`);
    expect(JSON.stringify(resources)).not.toContain("hunter2");
  });

  it("protects in production alone", async () => {
    const { resources } = await plan(project, { stack, config, secrets });
    const holds = resources.find(({ name }) => name === "shop-database-data");
    expect(holds?.protect).toBe(stack === "production");
  });
});
