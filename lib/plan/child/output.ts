import type { Secrets } from "../secrets";

/** Keeps secrets out of what the program prints. */
export function scrubOutput(secrets: Secrets): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
      const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
      const done = rest.find(argument => typeof argument === "function");
      return write(secrets.scrub(text), error => done?.(error));
    };
  }
}
