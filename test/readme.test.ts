import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PLATFORMS, type Platform } from "daytwo";
import * as aws from "daytwo/aws";
import * as docker from "daytwo/docker";
import { CAPABILITIES, CELLS } from "../lib/application/capabilities";

const readme = readFileSync(join(__dirname, "../README.md"), "utf8");
const rows: Platform[] = [aws, docker];

/** The support matrix, made from the rows: a platform without a row has nothing yet. */
function matrix(): string {
  const columns = ["DeploymentTarget", ...CAPABILITIES.map(capability => CELLS[capability])] as const;
  const lines = PLATFORMS.map(platform => {
    const row = rows.find(candidate => candidate.platform === platform);
    return [platform, ...columns.map(column => (row?.[column as keyof Platform] ? "yes" : "—"))];
  });
  const table = [["", ...columns], ["---", ...columns.map(() => ":---:")], ...lines];
  return table.map(cells => `| ${cells.join(" | ")} |`).join("\n");
}

/** Tables may be aligned. */
const unpadded = (text: string) => text.replace(/ +/g, " ").replace(/-+/g, "-");

test("the support matrix in the README is what the rows have", () => {
  expect(unpadded(readme)).toContain(unpadded(matrix()));
});

test("every file that the README links to is there", () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = ""]) => link);
  expect(links.length).toBeGreaterThan(5);
  const missing = links.filter(link => !existsSync(join(__dirname, "..", link)));
  expect(missing).toEqual([]);
});
