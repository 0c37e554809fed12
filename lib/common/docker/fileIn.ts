import * as pulumi from "@pulumi/pulumi";
import type Docker from "dockerode";
import { underEngine } from "../engine";
import { PlainError } from "../errors";
import { connectToStack, explain, hostOfStack } from "./host";

/** A tar archive's blocks: a header, which has the size in octal at 124, then the content (POSIX, pax, "ustar"). */
const BLOCK = 512;
const SIZE = { from: 124, to: 136 };

/**
 * The text of a small file as a container has it: of a secret that was made up on the host, which the program needs after
 * all. In a plan it is not known.
 *
 * @throws PlainError, through the output, when it cannot be read
 */
export function fileIn(container: pulumi.Output<string>, path: string): pulumi.Output<string> {
  return pulumi.secret(container.apply(id => (underEngine() ? read(id, path) : "")));
}

async function read(id: string, path: string): Promise<string> {
  try {
    return await readIn(connectToStack(), id, path);
  } catch (error) {
    throw new PlainError(`${path} of the container ${id.slice(0, 12)}: ${explain(error, hostOfStack())}`);
  }
}

/** The text of a small file in a container, which need not run. */
export async function readIn(docker: Docker, id: string, path: string): Promise<string> {
  const archive = await docker.getContainer(id).getArchive({ path });
  const chunks: Buffer[] = [];
  for await (const chunk of archive) chunks.push(Buffer.from(chunk));
  return contentOf(Buffer.concat(chunks));
}

function contentOf(tar: Buffer): string {
  const size = Number.parseInt(tar.toString("latin1", SIZE.from, SIZE.to), 8);
  return tar.toString("utf8", BLOCK, BLOCK + size);
}
