// Makes the steward one file, dist/images/steward/steward.js, which its image and the tests run, and puts the Dockerfile beside it:
// that folder is the build context of the image. Run it after the compiler.
import { copyFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const folder = fileURLToPath(new URL(".", import.meta.url));

const outfile = process.argv[2] ?? join(folder, "../../dist/images/steward/steward.js");

await build({
  entryPoints: [`${folder}/src/main.ts`],
  outfile,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  legalComments: "linked",
  tsconfig: `${folder}/../../tsconfig.json`,
  logLevel: "warning",
});
copyFileSync(join(folder, "Dockerfile"), join(dirname(outfile), "Dockerfile"));
