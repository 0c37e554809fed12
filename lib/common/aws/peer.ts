import { InputError } from "../errors";

// Comes before everything else of the row: without its SDK the row would fail with Node's own words and a stack trace.
try {
  require.resolve("@pulumi/aws/package.json");
} catch {
  throw new InputError("aws", [{ path: "", message: "install @pulumi/aws; run npm install @pulumi/aws" }]);
}
