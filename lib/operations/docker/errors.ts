import { z } from "zod";
import type { LogsSpec } from "../../steward/logs";
import type { LogLine } from "../index";
import { mountsOf } from "./mounts";
import { succeedOnce } from "./once";
import type { System } from "./system";

const record: z.ZodType<LogLine> = z.object({
  at: z.string(),
  source: z.string(),
  level: z.string(),
  message: z.string(),
});

const collectSpec = z.object({ to: z.string() });

/** Lines of the level "error" and graver since a moment, as the collector kept them: redacted. */
export async function errorLines(system: System, since: Date): Promise<LogLine[]> {
  const collector = await system.running("collector", "errors");
  const container = await system.docker.getContainer(collector.Id).inspect();
  const spec: LogsSpec = {
    from: folderOf(container.Config.Cmd),
    since: since.toISOString(),
    level: "error",
    limit: 10_000,
  };
  const lines = await succeedOnce(system, "errors", {
    command: ["logs", JSON.stringify(spec)],
    mounts: mountsOf(container, true),
    ...(container.Config.User && { user: container.Config.User }),
  });
  return lines.flatMap(lineOf);
}

/** Where the collector was told to write. */
function folderOf(command: readonly string[] | null): string {
  return collectSpec.parse(JSON.parse(command?.[1] ?? "{}")).to;
}

function lineOf(text: string): LogLine[] {
  if (!text.startsWith("{")) return [];
  const { at, source, level, message } = record.parse(JSON.parse(text));
  return [{ at, source, level, message }];
}
