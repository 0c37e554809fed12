import { setTimeout } from "node:timers/promises";
import { execIn } from "../../../lib/operations/docker/exec";
import type { DockerStack } from "./stack";

/** A table of the stack's database, of which it is known which rows the server has acknowledged. */
export class Rows {
  readonly acknowledged: number[] = [];
  private writing = false;

  constructor(
    private readonly stack: DockerStack,
    private readonly database = "app",
  ) {}

  async create(): Promise<void> {
    await this.ask("create table written (number int primary key, at timestamptz not null default now())");
  }

  /** Writes rows, one after the other, for as long as `use` takes; failures are to be expected. */
  async whileWriting(use: () => Promise<void>): Promise<void> {
    this.writing = true;
    const writer = this.write();
    try {
      await use();
    } finally {
      this.writing = false;
      await writer;
    }
  }

  /** What the server has now. */
  async numbers(): Promise<number[]> {
    const lines = await this.ask("select number from written order by number");
    return lines.map(Number);
  }

  /** Writes these rows at once. */
  async add(first: number, last: number): Promise<void> {
    await this.ask(`insert into written select generate_series(${first}, ${last})`);
  }

  /** How many rows there are, and a checksum over all that is in them. */
  async checksum(): Promise<string> {
    const all = "string_agg(number || ' ' || extract(epoch from at), ',' order by number)";
    const [answer = ""] = await this.ask(`select count(*) || ' rows, md5 ' || md5(${all}) from written`);
    return answer;
  }

  /** Asks the server as its owner, within its container. @throws with what it said when it cannot */
  ask(query: string): Promise<string[]> {
    return this.query("", "postgres", query);
  }

  /** The same over the network, with the password that services are given. */
  asService(query: string): Promise<string[]> {
    return this.query("PGHOST=127.0.0.1 PGPASSWORD=$(cat /run/secrets/database/password)", this.database, query);
  }

  private async query(how: string, user: string, query: string): Promise<string[]> {
    const { Id } = await this.stack.running("database");
    const psql = `${how} psql -X -At -v ON_ERROR_STOP=1 -U "$1" -d "$2" -c "$3"`;
    const { exitCode, said } = await execIn(this.stack.docker.getContainer(Id), psql, user, this.database, query);
    if (exitCode !== 0) throw new Error(said);
    return said.split("\n").filter(line => line !== "");
  }

  private async write(): Promise<void> {
    for (let number = 1; this.writing; number++) {
      const written = await this.ask(`insert into written values (${number})`).then(
        () => true,
        () => false,
      );
      if (written) this.acknowledged.push(number);
      else await setTimeout(200);
    }
  }
}
