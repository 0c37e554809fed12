import { Scrubber } from "../scrubber";

/** Keeps secrets out of what the program prints. */
export function scrubOutput(scrub: (text: string) => string): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    const scrubber = new Scrubber(scrub);
    stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
      const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
      const done = rest.find(argument => typeof argument === "function");
      return write(scrubber.push(text), error => done?.(error));
    };
    process.on("exit", () => write(scrubber.end()));
  }
}
