import { writeSync } from "node:fs";
import type { Diagnostic, Failure, PlannedResource, PlanValues } from "../model";
import type { Recorder, Recording } from "../recording";

type Line =
  | ["start"]
  | ["resource", PlannedResource]
  | ["outputs", string, PlanValues]
  | ["diagnostic", Diagnostic]
  | ["end", Failure | null];

/**
 * A recorder that tells everything at once, as a line of JSON, so that nothing is lost whatever becomes of the process.
 * The token tells its lines from what a program may write to the same descriptor.
 */
export class Journal implements Recorder {
  constructor(
    private readonly descriptor: number,
    private readonly token: string,
  ) {}

  /** All is loaded that daytwo needs; the program's own time begins. */
  start(): void {
    this.write(["start"]);
  }

  resource(resource: PlannedResource): void {
    this.write(["resource", resource]);
  }

  outputs(urn: string, outputs: PlanValues): void {
    this.write(["outputs", urn, outputs]);
  }

  diagnostic(diagnostic: Diagnostic): void {
    this.write(["diagnostic", diagnostic]);
  }

  /** The program is over, for better or worse. */
  end(failure: Failure | undefined): void {
    this.write(["end", failure ?? null]);
  }

  private write(line: Line): void {
    const bytes = Buffer.from(`${this.token}${JSON.stringify(line)}\n`);
    for (let written = 0; written < bytes.length; ) written += writeSync(this.descriptor, bytes, written);
  }
}

/** Reads a journal as it comes, in pieces of any size. */
export class JournalReader {
  /** Set at the journal's end: the failure, or `null` when all went well. */
  end: Failure | null | undefined;
  private rest = "";

  constructor(
    private readonly recording: Recording,
    private readonly token: string,
    private readonly started: () => void = () => {},
  ) {}

  read(piece: string): void {
    const lines = (this.rest + piece).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) {
      const [, told] = line.split(this.token, 2);
      if (told !== undefined) this.take(JSON.parse(told));
    }
  }

  private take(line: Line): void {
    if (line[0] === "resource") this.recording.resource(line[1]);
    else if (line[0] === "outputs") this.recording.outputs(line[1], line[2]);
    else if (line[0] === "diagnostic") this.recording.diagnostic(line[1]);
    else if (line[0] === "start") this.started();
    else this.end = line[1];
  }
}
