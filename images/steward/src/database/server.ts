import type { Connection } from "../../../../lib/steward/connection";
import { type Command, run } from "../command";
import { secretIn } from "../repository/restic";
import type { Engine } from "./engine";
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

  get dump(): Command {
    return this.engine.dump(this.connection, this.password);
  }

  load(database: string): Command {
    return this.engine.load(this.connection, this.password, database);
  }

  /** The answer to a query: its rows. */
  async ask(sql: string, database = this.engine.home): Promise<string[]> {
    const command = this.engine.query(this.connection, this.password, database, sql);
    const answer = await run(command, { stop: this.stop, secrets: [this.password] });
    return answer.split("\n").filter(row => row !== "");
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
