import type * as pulumi from "@pulumi/pulumi";
import { connectToStack } from "../../common/docker/host";
import { underEngine } from "../../common/engine";
import { InputError } from "../../common/errors";
import type { Held } from "./held";

/** Without a version, that of the data: a newer version of this package must not stop a database that nobody changed. */
export function versionOf(held: pulumi.Output<Held | undefined>, newest: string): pulumi.Output<string> {
  return held.apply(found => found?.major ?? newest);
}

/**
 * A server's image, once it is known that it can read what the one before has written: a server of another major version
 * would not start, when the one before would be gone. Only the engine's own runs look.
 *
 * @throws InputError, through the output, when it cannot
 */
export function onceReadable(
  subject: string,
  held: pulumi.Output<Held | undefined>,
  image: pulumi.Output<string>,
): pulumi.Output<string> {
  if (!underEngine()) return image;
  return held.apply(found =>
    image.apply(async id => {
      checkReadable(subject, found?.major, await majorOf(id));
      return id;
    }),
  );
}

/** What of the two is not known is not told of. @throws InputError when they differ */
export function checkReadable(subject: string, written: string | undefined, major: string | undefined): void {
  if (written === undefined || major === undefined || written === major) return;
  const message = `what the database holds was written by PostgreSQL ${written}, and ${major} cannot read it; write "${written}", or make another database and bring a dump into it`;
  throw new InputError(subject, [{ path: "version", message }]);
}

/** The major version of an image; the official ones, and what is made from them, say it in a variable. */
async function majorOf(image: string): Promise<string | undefined> {
  try {
    const { Config } = await connectToStack().getImage(image).inspect();
    return Config.Env.find(variable => variable.startsWith("PG_MAJOR="))?.slice("PG_MAJOR=".length);
  } catch {
    return undefined;
  }
}
