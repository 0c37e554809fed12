import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { dockerAnswers } from "../../support/docker/daemon";
import { itNeeds, type Need } from "../../support/needs";
import { Containers, docker, makeImage, removeImage } from "./container";
import { type RunningCollector, Stage, until } from "./stage";

const CARD = "4111 1111 1111 1111";
const TOKEN = "abcdef0123-456789abcdef";

const there = dockerAnswers();
const needs: Need[] = ["busybox", "tar", { there, none: "no Docker host answers" }];

/** The files below a folder in whose name or content a text stands. */
function filesWith(text: string, folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const paths = files.map(({ name, parentPath }) => join(parentPath, name));
  return paths.filter(path => path.includes(text) || readFileSync(path, "latin1").includes(text));
}

/** Writes numbered lines, and then lives on, so that Docker can pass on what waits. */
const counting = (lines: number, pause: number) =>
  `i=0; while [ $i -lt ${lines} ]; do echo "seq $i"; i=$((i+1)); [ $((i % 10)) -eq 0 ] && usleep ${pause}; done; sleep 1000`;

describe("Docker's own log driver", () => {
  let stage: Stage;
  let collector: RunningCollector;
  let containers: Containers;

  beforeAll(() => {
    if (there) makeImage();
  });
  afterAll(() => {
    if (there) removeImage();
  });
  beforeEach(async () => {
    stage = new Stage();
    collector = await stage.collector({ redact: ["email", "card-number", "access-key"], syncSeconds: 1 });
    containers = new Containers(collector.port);
  });
  afterEach(() => {
    containers.remove();
    stage.end();
  });

  const messages = (source = "web") => stage.records(source).map(({ message }) => message);
  const numbers = (source: string) => messages(source).map(message => Number(message.slice(4)));

  itNeeds(needs, "a card number and a token arrive hidden, and Docker keeps nothing of the line", async () => {
    // In pieces, since Docker keeps a container's command.
    const pieces = 'card="4111 1111"; token="abcdef0123";';
    const plain = 'echo "paid with $card 1111 1111, Bearer $token-456789abcdef";';
    const structured = String.raw`echo "{\"level\":\"error\",\"msg\":\"no\",\"card\":\"$card 1111 1111\"}" >&2;`;
    const id = containers.run("web", `${pieces} ${plain} ${structured} sleep 1000`);
    await until(() => messages().length === 2);
    expect(stage.records().sort((a, b) => a.level.localeCompare(b.level))).toMatchObject([
      { level: "error", message: "no", fields: { card: "[redacted:card-number]" } },
      { level: "info", message: "paid with [redacted:card-number], Bearer [redacted:access-key]" },
    ]);
    expect(stage.records()[0]?.container).toBe(docker("inspect", "--format", "{{.Name}}", id).slice(1));

    const folder = `${docker("info", "--format", "{{.DockerRootDir}}")}/containers/${id}`;
    expect(filesWith("config", folder)).not.toEqual([]);
    for (const secret of [CARD, TOKEN, "paid with 4"]) expect(filesWith(secret, folder)).toEqual([]);
    expect(() => docker("logs", id)).toThrow(/does not support reading/);
  });

  itNeeds(needs, "no acknowledged line is lost with a collector that is killed three times", async () => {
    const lines = 2_000;
    for (const source of ["one", "two"]) containers.run(source, counting(lines, 20_000));
    for (let kill = 0; kill < 3; kill++) {
      await wait(700);
      await collector.stop("SIGKILL");
      await wait(300);
      collector = await stage.collector({ port: collector.port, syncSeconds: 1 });
    }
    for (const source of ["one", "two"]) {
      await until(() => numbers(source).includes(lines - 1), 90);
      const got = numbers(source);
      const first = [...new Set(got)];
      expect(first).toEqual(Array.from({ length: lines }, (_, number) => number));
      // What was written and not yet acknowledged comes again: at most a line for each kill.
      expect(got.length - first.length).toBeLessThanOrEqual(3);
      process.stderr.write(`${source}: ${lines} lines, 3 kills, 0 lost, ${got.length - first.length} twice\n`);
    }
  });

  itNeeds(needs, "delivered at once, a container's last words arrive", async () => {
    const lines = 2_000;
    const id = containers.run("job", counting(lines, 1).replace("sleep 1000", "exit 3"), "at-once");
    expect(docker("wait", id)).toBe("3");
    await until(() => numbers("job").length === lines);
  });

  itNeeds(needs, "a container starts without a collector, and its lines come when there is one", async () => {
    await collector.stop("SIGTERM");
    containers.run("early", 'echo "before all"; sleep 1000');
    await wait(500);
    collector = await stage.collector({ port: collector.port, syncSeconds: 1 });
    await until(() => stage.records("early").length === 1);
  });

  itNeeds(needs, "a line of more than 16 KiB arrives whole", async () => {
    const id = containers.run(
      "long",
      'i=0; while [ $i -lt 4000 ]; do echo -n "0123456789"; i=$((i+1)); done; echo end; sleep 1000',
    );
    await until(
      () => docker("inspect", "--format", "{{.State.Running}}", id) === "true" && messages("long").length > 0,
    );
    expect(messages("long").map(message => message.length)).toEqual([40_003]);
  });
});
