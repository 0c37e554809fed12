import { Argument, type Command } from "commander";
import { type ChangeFlags, changeOptions, confirmed } from "./confirm";
import { EXIT } from "./exit";
import { print } from "./output";
import { type SystemFlags, systemOptions, withSystem } from "./system";

type MaintenanceFlags = SystemFlags & ChangeFlags;

export function addMaintenance(program: Command, end: (code: number) => void): void {
  const command = program
    .command("maintenance")
    .description("show the maintenance page in place of a service, or of all, or stop showing it")
    .addArgument(new Argument("<state>", "on or off").choices(["on", "off"]))
    .argument("[service]", "the service (default: all of them)");
  changeOptions(systemOptions(command)).action(
    async (state: "on" | "off", service: string | undefined, flags: MaintenanceFlags) =>
      end(await maintenance(state, service, flags)),
  );
}

async function maintenance(state: "on" | "off", service: string | undefined, flags: MaintenanceFlags): Promise<number> {
  return withSystem(flags, async (operations, { stack }) => {
    const whose = service ?? "every service";
    const what =
      state === "on"
        ? `answer all requests to ${whose} of ${stack} with the maintenance page`
        : `let requests to ${whose} of ${stack} through again`;
    if (!(await confirmed(flags, what))) return EXIT.done;
    const said = await operations.maintenance(state === "on", service);
    return print(flags, { state, service: service ?? null }, said);
  });
}
