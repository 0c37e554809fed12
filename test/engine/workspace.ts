import { type ChildProcess, execFile, execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { StandIn } from "./control";
import type { Engine } from "./engine";
import { dropSecrets, layOut, linkPrograms, REPOSITORY, useProvider } from "./scaffold";

/** What one command of the engine gave. */
export interface Outcome {
  code: number;
  stdout: string;
  /** Its standard output and error. */
  said: string;
  /** The engine's own log of events, as lines of JSON. */
  events: string;
}

export interface WorkspaceOptions {
  /** The folders of real providers, by name, in place of stand-ins. @default - none */
  providers?: Record<string, string>;
  /** Whether the engine writes its state after each step, which takes most of its time; else it does at the end alone. @default false */
  checkpoints?: boolean;
}

/** Commands that run a program or change resources, of which the engine keeps a log of events. */
const LOGGED = ["preview", "up", "destroy"];

/** Milliseconds after which a command hangs; a slow machine must not meet them. */
const TIMEOUT = 600_000;

/** The number of the user without rights on Debian, Fedora and Alpine. */
const NOBODY = 65_534;

/** A project in a temporary folder, with its own state, plugins and home, so that nothing of the machine comes in. */
export class Workspace {
  readonly project: string;
  readonly standIn: StandIn;
  private running: ChildProcess | undefined;
  private user: { uid: number; gid: number } | undefined;

  private constructor(
    private readonly engine: Engine,
    private readonly root: string,
    name: string,
    private readonly checkpoints: boolean,
  ) {
    this.project = join(root, name);
    this.standIn = new StandIn(join(root, "control"));
  }

  /** Makes a workspace of the project in `directory`, gives it to `use`, and removes it whatever happens. */
  static async with(
    engine: Engine,
    directory: string,
    use: (workspace: Workspace) => Promise<void>,
    { providers = {}, checkpoints = false }: WorkspaceOptions = {},
  ): Promise<void> {
    const root = await mkdtemp(join(tmpdir(), "daytwo-engine-"));
    const workspace = new Workspace(engine, root, "project", checkpoints);
    try {
      await Promise.all(["control", "bin", "home", "state"].map(name => mkdir(join(root, name))));
      await layOut(directory, workspace.project);
      await linkPrograms(join(root, "bin"), workspace.project);
      for (const [name, folder] of Object.entries(providers)) await useProvider(join(root, "bin"), name, folder);
      await use(workspace);
    } finally {
      workspace.running?.kill("SIGKILL");
      await rm(root, { recursive: true, force: true, maxRetries: 3 });
    }
  }

  /** A second project, whose stacks can be referred to because it shares the state. */
  async beside(directory: string): Promise<Workspace> {
    const workspace = new Workspace(this.engine, this.root, `beside-${basename(directory)}`, this.checkpoints);
    await layOut(directory, workspace.project);
    return workspace;
  }

  /** Puts a program of this machine on the PATH of what runs here. */
  async offer(program: string): Promise<void> {
    const path = execFileSync("which", [program], { encoding: "utf8" }).trim();
    await symlink(path, join(this.root, "bin", program));
  }

  /** Has what runs from now on run as somebody without rights; who is not root has none to give up. */
  giveUpRights(): void {
    if (process.getuid?.() !== 0) return;
    this.user = { uid: NOBODY, gid: NOBODY };
    execFileSync("chown", ["-R", `${NOBODY}:${NOBODY}`, this.root]);
  }

  /** Makes an empty stack and selects it. Secrets that are given here take the place of those in its settings. */
  async createStack(stack: string, secrets?: Record<string, string>): Promise<void> {
    if (secrets) await dropSecrets(this.project, stack);
    await this.succeed("stack", "init", stack);
    const args = Object.entries(secrets ?? {}).flatMap(([key, value]) => ["--secret", `${key}=${value}`]);
    if (args.length > 0) await this.succeed("config", "set-all", ...args);
  }

  /** Runs the CLI, whatever comes of it. */
  async pulumi(...args: string[]): Promise<Outcome> {
    const events = join(this.root, "events.json");
    await rm(events, { force: true });
    const log = LOGGED.includes(args[0] ?? "") ? ["--event-log", events] : [];
    const outcome = await this.run([...args, "--non-interactive", ...log]);
    return { ...outcome, events: await readFile(events, "utf8").catch(() => "") };
  }

  /** Runs the CLI, and fails with what it said unless it succeeds. Returns what it printed. */
  async succeed(...args: string[]): Promise<string> {
    const outcome = await this.pulumi(...args);
    expectSuccess(args, outcome);
    return outcome.stdout;
  }

  /** Makes the resources as the program says, whatever comes of it. */
  up(...args: string[]): Promise<Outcome> {
    return this.pulumi("up", "--yes", "--skip-preview", ...args);
  }

  /** Makes the resources as the program says, and fails unless that succeeds. */
  async deploy(...args: string[]): Promise<void> {
    await this.succeed("up", "--yes", "--skip-preview", ...args);
  }

  /** Interrupts the command that runs: as Ctrl-C does, unless told. */
  interrupt(signal: NodeJS.Signals = "SIGINT"): void {
    this.running?.kill(signal);
  }

  /** Runs daytwo's own command line beside the project, as somebody in its folder would. */
  daytwo(...args: string[]): Promise<Omit<Outcome, "events">> {
    return this.execute(process.execPath, [join(REPOSITORY, "dist/cli/main.js"), ...args]);
  }

  private run(args: string[]): Promise<Omit<Outcome, "events">> {
    return this.execute(join(this.engine.folder, "pulumi"), args);
  }

  private execute(program: string, args: string[]): Promise<Omit<Outcome, "events">> {
    const limits = { maxBuffer: 1 << 28, timeout: TIMEOUT };
    const options = { cwd: this.project, env: this.environment(), ...limits, ...this.user };
    return new Promise(done => {
      this.running = execFile(program, args, options, (error, stdout, stderr) => {
        done({ code: error === null ? 0 : Number(error.code ?? 1), stdout, said: stdout + stderr });
      });
    });
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      PATH: `${join(this.root, "bin")}:${this.engine.folder}`,
      HOME: join(this.root, "home"),
      PULUMI_HOME: join(this.root, "home"),
      PULUMI_BACKEND_URL: `file://${join(this.root, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "stand-in",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      PULUMI_DEBUG_COMMANDS: "true", // for --event-log
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      ...(!this.checkpoints && { PULUMI_SKIP_CHECKPOINTS: "true" }),
      DAYTWO_STANDIN: this.standIn.folder,
      ...(process.env.DOCKER_HOST !== undefined && { DOCKER_HOST: process.env.DOCKER_HOST }),
    };
  }
}

/** Fails with the end of what the engine said, unless it succeeded. */
export function expectSuccess(args: string[], { code, said }: Outcome): void {
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed with ${code}:\n${said.slice(-5_000)}`);
}
