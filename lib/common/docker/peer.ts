import { InputError } from "../errors";

// Comes before everything else of the row: without its SDK the row would fail with Node's own words and a stack trace.
try {
  require.resolve("@pulumi/docker/package.json");
} catch {
  throw new InputError("docker", [{ path: "", message: "install @pulumi/docker; run npm install @pulumi/docker" }]);
}
