import type * as pulumi from "@pulumi/pulumi";
import { plan } from "daytwo/testing";
import { heldBy, sameName } from "../../lib/database/docker/held";
import { makeDatabase } from "../../lib/database/docker/scripts";
import { versionOf } from "../../lib/database/docker/version";
import { onFakeDocker, tarOf } from "../support/dockerHost";

// As if Pulumi's engine ran the program: only then the host is asked.
jest.mock("../../lib/common/engine", () => ({ underEngine: () => true }));

const docker = onFakeDocker();

/** The host has a server with these files. */
function holding(files: Record<string, string>): void {
  docker.answers = {
    "/containers/json": [{ Id: "server", Created: 1 }],
    "/containers/*/archive": query => {
      const file = files[query.replace(/^path=/, "")];
      return file === undefined ? { message: "is a folder, as far as a reader of tar is concerned" } : tarOf(file);
    },
  };
}

const DATA = { "/var/lib/postgresql/data/server/PG_VERSION": "16\n" };
const SCRIPT = { "/docker-entrypoint-initdb.d/10-database.sh": makeDatabase("shop") };

async function outputOf(program: () => pulumi.Output<string>): Promise<unknown> {
  const { outputs } = await plan(() => ({ it: program() }));
  return outputs.it;
}

const version = () => outputOf(() => versionOf(heldBy("shop-database"), "17"));
const name = (wanted: string) => outputOf(() => sameName("shop-database", heldBy("shop-database"), wanted));

test("a database that nobody gave a version keeps that of its data", async () => {
  holding({ ...DATA, ...SCRIPT });
  expect(await version()).toBe("16");
});

test("a new one is of the newest", async () => {
  docker.answers = { "/containers/json": [] };
  expect(await version()).toBe("17");
});

test("another name than that of the data is refused, with the one to write", async () => {
  holding({ ...DATA, ...SCRIPT });
  expect(await name("shop")).toBe("shop");
  await expect(name("store")).rejects.toThrow(
    'shop-database: name: what the database holds is called "shop", and so is its user; write "shop", or make another database and bring a dump into it',
  );
});

test("a server whose data were not made yet can have any name", async () => {
  holding(SCRIPT);
  expect(await name("store")).toBe("store");
});
