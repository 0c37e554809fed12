import * as pulumi from "@pulumi/pulumi";
import { InputError } from "daytwo";
import { rows } from "./platforms";
import { production } from "./production";
import { staging } from "./staging";

const stacks = { staging, production };

/** The stack by its name, on the platform that the configuration names. */
async function program(): Promise<object> {
  const stack = pick(stacks, pulumi.getStack(), "stack");
  const row = pick(rows, new pulumi.Config().require("platform"), "platform");
  return stack(await row());
}

function pick<Choice>(choices: Record<string, Choice>, name: string, kind: string): Choice {
  const choice = Object.hasOwn(choices, name) ? choices[name] : undefined;
  if (choice !== undefined) return choice;
  const message = `there is no ${kind} "${name}"; write one of ${Object.keys(choices).join(", ")}`;
  throw new InputError("shop", [{ path: kind, message }]);
}

export = program;
