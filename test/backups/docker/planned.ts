import { plan, type TestPlan } from "daytwo/testing";
import { BackupSchedule, type BackupScheduleArgs } from "../../../lib/backups/docker";
import { Database } from "../../../lib/database/docker";
import { FileStore } from "../../../lib/storage/docker";
import { testFoundation } from "../../support/foundation";

export const PASSWORD = "correct horse battery";

/** A schedule of a shop with a database and files, which `args` may change. */
export function planned(
  args: Partial<BackupScheduleArgs> = {},
  use: (backups: BackupSchedule) => unknown = () => undefined,
): Promise<TestPlan> {
  return plan(() => {
    const foundation = testFoundation();
    const database = new Database("shop-database", { foundation });
    const storage = new FileStore("shop-storage", { foundation });
    return use(new BackupSchedule("shop-backups", { foundation, database, storage, password: PASSWORD, ...args }));
  });
}

export interface Job {
  verb: string;
  spec: Record<string, unknown>;
  schedule: string | undefined;
  mounts: string[];
}

/** The jobs of a plan, by the names by which they are run. */
export function jobsIn(result: TestPlan): Record<string, Job> {
  const containers = result
    .all("docker:index/container:Container")
    .map(({ inputs }) => JSON.parse(JSON.stringify(inputs)));
  const labelled = containers.map(inputs => ({ inputs, labels: labelsOf(inputs.labels) }));
  const jobs = labelled.filter(({ labels }) => labels["daytwo.role"] === "job");
  return Object.fromEntries(
    jobs.map(({ inputs, labels }) => {
      const [verb, spec] = inputs.command;
      const mounts = inputs.mounts.map(
        ({ target, readOnly }: { target: string; readOnly: boolean }) => `${target}${readOnly ? " (read-only)" : ""}`,
      );
      return [labels["daytwo.of"], { verb, spec: JSON.parse(spec), schedule: labels["daytwo.schedule"], mounts }];
    }),
  );
}

function labelsOf(labels: { label: string; value: string }[]): Record<string, string> {
  return Object.fromEntries(labels.map(({ label, value }) => [label, value]));
}
