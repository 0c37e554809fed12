import * as pulumi from "@pulumi/pulumi";
import { InputError } from "daytwo";
import { PlanError, plan } from "daytwo/plan";
import { Thing } from "./thing";

test("a function is planned in this process", async () => {
  const program = () => ({ value: new Thing("a", { value: 1 }).value });
  expect(await plan(program, { project: "shop", stack: "dev" })).toMatchObject({
    version: 1,
    project: "shop",
    stack: "dev",
    resources: [{ name: "shop-dev" }, { name: "a", inputs: { value: 1 } }],
    outputs: { value: 1 },
    diagnostics: [],
  });
});

test("one that fails leaves what came before", async () => {
  const program = () => {
    new Thing("a");
    throw new Error(`bad ${new pulumi.Config().require("password")}`);
  };
  const error = await plan(program, { secrets: { password: "hunter22" } }).catch((thrown: unknown) => thrown);
  if (!(error instanceof PlanError)) throw error;
  expect(error).toMatchObject({ name: "PlanError", message: "bad [secret]", failure: { kind: "program" } });
  expect(error.failure.stack).toMatch(/^at .*plan.test.ts:\d+:\d+/);
  expect(error.plan).toMatchObject({ resources: [{}, { name: "a" }], failure: { message: "bad [secret]" } });
});

test("one with a wrong specification is told by its message alone", async () => {
  const program = () => {
    throw new InputError("shop", [{ path: "cpu", message: "is missing" }]);
  };
  await expect(plan(program)).rejects.toMatchObject({ failure: { kind: "input", message: "shop: cpu: is missing" } });
});
