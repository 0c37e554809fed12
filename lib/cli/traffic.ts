import { Argument, type Command, InvalidArgumentError, Option } from "commander";
import type { Group, Operations, TrafficShare } from "../operations";
import { ProjectError } from "../plan/errors";
import { type ChangeFlags, changeOptions, confirmed } from "./confirm";
import { EXIT } from "./exit";
import { columns, print } from "./output";
import { type SystemFlags, systemOptions, withSystem } from "./system";

interface TrafficFlags extends SystemFlags, ChangeFlags {
  to?: Group;
  percent?: number;
}

export function addTraffic(program: Command, end: (code: number) => void): void {
  const command = program
    .command("traffic")
    .description("show how a service's requests are shared between its two groups, or move them")
    .addArgument(new Argument("<service>", "the service"))
    .addOption(new Option("--to <group>", "the group to send them to").choices(["blue", "green"]))
    .option("--percent <share>", "how many of them; the rest goes to the other group (default: 100)", percent);
  changeOptions(systemOptions(command)).action(async (service: string, flags: TrafficFlags) =>
    end(await traffic(service, flags)),
  );
}

async function traffic(service: string, flags: TrafficFlags): Promise<number> {
  return withSystem(flags, async (operations, { platform, stack }) => {
    const { to, percent: share = 100 } = flags;
    if (to === undefined && flags.percent !== undefined) throw noDirection();
    if (!hasGroups(operations)) throw noGroups(platform);
    if (to === undefined) return tell(flags, await operations.traffic(service));
    if (!(await confirmed(flags, `send ${share} % of the requests to ${service} of ${stack} to its ${to} group`)))
      return EXIT.done;
    const moved = await operations.shiftTraffic(service, to, share);
    if (share > 0 && share < 100) process.stderr.write(`${BOTH}\n`);
    return tell(flags, moved);
  });
}

/** Amazon ECS developer guide, "Troubleshooting Amazon ECS blue/green deployments". */
const BOTH =
  "both groups have requests now, and ECS rolls back what is rolled out meanwhile; send all to one of them before that";

function tell(flags: TrafficFlags, shares: readonly TrafficShare[]): number {
  const rows = shares.map(({ group, percent: share, healthy }) => [group, `${share} %`, `${healthy} healthy`]);
  return print(flags, shares, columns(rows));
}

type Grouped = Required<Pick<Operations, "traffic" | "shiftTraffic">>;

function hasGroups(operations: Operations): operations is Operations & Grouped {
  return operations.traffic !== undefined && operations.shiftTraffic !== undefined;
}

function noDirection(): ProjectError {
  return new ProjectError("traffic: --percent: stands alone; write --to blue or --to green, too");
}

function noGroups(platform: string): ProjectError {
  return new ProjectError(`traffic: not available on ${platform}; use aws`);
}

function percent(written: string): number {
  const share = /^\d{1,3}$/.test(written) ? Number(written) : Number.NaN;
  if (share >= 0 && share <= 100) return share;
  throw new InvalidArgumentError("Write a whole number from 0 to 100.");
}
