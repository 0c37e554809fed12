import type { ContainerInspectInfo } from "dockerode";
import { z } from "zod";
import { PlainError } from "../../common/errors";
import { type System, subjectOf } from "./system";

/** One of the steward's own jobs: a container that stands ready, whose command is a verb and what it is told. */
export interface StewardJob {
  name: string;
  verb: string;
  spec: Record<string, unknown>;
  container: ContainerInspectInfo;
}

const told = z.record(z.string(), z.unknown());

/** The jobs of the steward's verbs, in the order of the verbs. The user's own jobs have images of their own. */
export async function stewardJobs(system: System, verbs: readonly string[]): Promise<StewardJob[]> {
  const image = await system.stewardImage();
  const jobs = (await system.containers("job")).filter(({ ImageID }) => ImageID === image);
  const all = await Promise.all(
    jobs.map(async info => jobOf(info, await system.docker.getContainer(info.Id).inspect())),
  );
  return verbs.flatMap(verb => all.filter(job => job.verb === verb));
}

function jobOf(info: Parameters<typeof subjectOf>[0], container: ContainerInspectInfo): StewardJob {
  const [verb = "", spec = "{}"] = container.Config.Cmd ?? [];
  return { name: subjectOf(info), verb, spec: specOf(spec, verb), container };
}

function specOf(text: string, verb: string): Record<string, unknown> {
  try {
    return told.parse(JSON.parse(text));
  } catch {
    throw new PlainError(`what the job of the verb ${verb} is told cannot be read; run pulumi up with this daytwo`);
  }
}
