import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Fixtures, FixtureValues, InvokeFixture } from "daytwo/plan";

/** What the stand-in does with a resource, by its type, name or URN. */
export type Orders = Record<string, "fail" | "hang" | "roll back">;

/** A call that the stand-in got. */
export interface Call {
  method: "create" | "update" | "delete" | "read";
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

/** An invoke that the stand-in answered. */
export interface Answered {
  method: "invoke";
  token: string;
  args: FixtureValues;
  result: FixtureValues;
}

/** The test's side of the folder through which it talks with the stand-in providers. */
export class StandIn {
  constructor(readonly folder: string) {}

  /** Replaces all orders; `existing` holds the inputs of resources that can be imported, by id, or `null` where there is none. */
  order(orders: Orders, existing: Record<string, Record<string, unknown> | null> = {}): Promise<void> {
    return writeFile(join(this.folder, "orders.json"), JSON.stringify({ orders, existing }));
  }

  /** All calls that concern a resource, until now. */
  async calls(): Promise<Call[]> {
    return (await this.log()).filter(call => call.method !== "invoke");
  }

  /** All answers to invokes, as the offline plan takes them. */
  async answers(): Promise<Fixtures> {
    const invokes: Record<string, InvokeFixture[]> = {};
    for (const call of await this.log())
      if (call.method === "invoke")
        invokes[call.token] = [...(invokes[call.token] ?? []), { args: call.args, result: call.result }];
    return { invokes };
  }

  private async log(): Promise<(Call | Answered)[]> {
    const text = await readFile(join(this.folder, "calls.jsonl"), "utf8").catch(() => "");
    const lines = text.split("\n").filter(line => line !== "");
    return lines.map(line => JSON.parse(line));
  }

  /** Waits for a call that is wanted. */
  async called(wanted: (call: Call) => boolean): Promise<void> {
    const deadline = Date.now() + 30_000;
    while (!(await this.calls()).some(wanted)) {
      if (Date.now() > deadline) throw new Error("the stand-in was not called");
      await setTimeout(50);
    }
  }
}
