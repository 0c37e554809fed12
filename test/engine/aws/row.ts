import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Engine } from "../engine";
import { Workspace } from "../workspace";

/** What the program makes: `Application`'s options besides its platform, as plain values, and what is done to the rest. */
export interface Wanted {
  args: Record<string, unknown>;
  /** Ids of what is imported, by the names of the resources. @default - none */
  adopted?: Record<string, string>;
  /** Inputs in place of those that the library gives, by the names of the resources. @default - none */
  changed?: Record<string, Record<string, unknown>>;
}

/** A resource of the state, as far as the tests ask for it. */
export interface Kept {
  urn: string;
  type: string;
  name: string;
  id: string | undefined;
  custom: boolean;
  protect: boolean;
  inputs: Record<string, unknown>;
}

const image = "ghcr.io/acme/shop@sha256:0123";

/** All that the AWS row has, as a team in production has it. */
export function whole(environment: string): Record<string, unknown> {
  return {
    environment,
    services: { web: { build: "app", domain: "shop.example.com", secrets: { SESSION_KEY: "hunter2" } } },
    workers: { mailer: { image } },
    jobs: { cleanup: { image, schedule: "0 3 * * *" } },
    database: {},
    storage: {},
    cache: { persistent: true },
    backups: {
      copyTo: { region: "eu-central-1" },
      git: ["https://github.com/acme/shop.git"],
      password: "a-password-of-enough-length",
    },
    notify: { critical: ["oncall@example.com"], warning: ["team@example.com"], daily: ["owners@example.com"] },
  };
}

/** A project whose program makes what it is told, on the stand-in provider. */
export class Row {
  private constructor(readonly workspace: Workspace) {}

  /** Makes an empty stack, and gives it to `use`. */
  static async with(engine: Engine, use: (row: Row) => Promise<void>): Promise<void> {
    await Workspace.with(engine, join(__dirname, "program"), async workspace => {
      await workspace.createStack("test");
      await workspace.succeed("config", "set", "aws:region", "eu-west-1");
      await use(new Row(workspace));
    });
  }

  /** The same with a stack that was brought up. It is so once for each environment; others begin with the state that it left. */
  static withWhole(engine: Engine, environment: string, use: (row: Row) => Promise<void>): Promise<void> {
    return Row.with(engine, async row => {
      await row.wants({ args: whole(environment) });
      const file = join(row.workspace.project, "state.json");
      const state = STATES.get(environment);
      if (state === undefined) {
        await row.workspace.deploy();
        STATES.set(environment, await row.state());
      } else {
        await writeFile(file, state);
        await row.workspace.succeed("stack", "import", "--file", file);
      }
      await use(row);
    });
  }

  /** What the program makes at the next `up`. */
  wants(wanted: Wanted): Promise<void> {
    return writeFile(join(this.workspace.project, "wanted.json"), JSON.stringify(wanted));
  }

  /** The state, as text. */
  state(): Promise<string> {
    return this.workspace.succeed("stack", "export");
  }

  /** All resources of the state. */
  async resources(): Promise<Kept[]> {
    const { deployment }: Exported = JSON.parse(await this.state());
    return deployment.resources.map(({ urn, type, id, custom, protect = false, inputs = {} }) => {
      return { urn, type, name: urn.split("::").slice(3).join("::"), id, custom, protect, inputs };
    });
  }

  /** What a preview would do, by the names of the resources. */
  async previewed(): Promise<Step[]> {
    const { steps }: { steps: { op: string; urn: string }[] } = JSON.parse(
      await this.workspace.succeed("preview", "--json"),
    );
    return steps.map(({ op, urn }) => ({ op, name: urn.split("::").slice(3).join("::") }));
  }
}

/** One operation of a preview. */
export interface Step {
  op: string;
  name: string;
}

interface Exported {
  deployment: { resources: (Omit<Kept, "name" | "protect" | "inputs"> & Partial<Kept>)[] };
}

const STATES = new Map<string, string>();
