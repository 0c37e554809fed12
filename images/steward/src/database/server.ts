import type { Connection } from "../../../../lib/steward/connection";
import { type Command, run } from "../command";
import { secretIn } from "../repository/restic";
import type { Engine, Login } from "./engine";
import { mysql } from "./mysql";
import { postgres } from "./postgres";

const ENGINES: Record<Connection["engine"], Engine> = { postgres, mysql };

/** A database server, asked by its own tools. */
export class Server {
  private constructor(
    readonly connection: Connection,
    readonly password: string,
    readonly engine: Engine,
    private readonly stop: AbortSignal,
  ) {}

  static async of(connection: Connection, stop: AbortSignal): Promise<Server> {
    return new Server(connection, await secretIn(connection.passwordFile), ENGINES[connection.engine], stop);
  }

  async dump(): Promise<Command> {
    return this.engine.dump(this.connection, this.password, await this.version());
  }

  async load(database: string): Promise<Command> {
    return this.engine.load(this.connection, this.password, database, await this.version());
  }

  /** As it tells it, where its tools must be as old as it is. */
  async version(): Promise<string | undefined> {
    const { version } = this.engine;
    return version === undefined ? undefined : (await this.ask(version))[0];
  }

  /** The answer to a query: its rows. */
  async ask(sql: string, database = this.engine.home): Promise<string[]> {
    const command = this.engine.query(this.connection, this.password, database, sql);
    const answer = await run(command, { stop: this.stop, secrets: [this.password] });
    return answer.split("\n").filter(row => row !== "");
  }

  /** Lets a login in. The statements are not arguments, since there is a password in them. */
  async admit(login: Login): Promise<void> {
    const { connection, password, engine } = this;
    const command = engine.script(connection, password, connection.database);
    const input = `${engine.login(login).join(";\n")};\n`;
    await run(command, { input, stop: this.stop, secrets: [password, login.password] });
  }

  async create(database: string): Promise<void> {
    await this.ask(this.engine.create(database));
  }

  /** Also when the job is being stopped: nothing else would do it. */
  async drop(database: string): Promise<void> {
    const { connection, password, engine } = this;
    await run(engine.query(connection, password, engine.home, engine.drop(database)), { secrets: [password] });
  }
}
