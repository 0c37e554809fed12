import { itWithEngine } from "../engine";
import { Row } from "./row";

const NOTHING_ELSE = { logs: false, health: false, alerts: false, backups: false, dashboard: false };

const withDatabase = (database: object) => ({
  args: { environment: "staging", service: { image: "ghcr.io/acme/shop@sha256:0123" }, database, ...NOTHING_ELSE },
});

itWithEngine("a database becomes no less and no older, which the preview says", engine =>
  Row.with(engine, async row => {
    await row.wants(withDatabase({ storage: "100GiB", maxStorage: false, version: "17" }));
    await row.workspace.deploy();
    await row.wants(withDatabase({ storage: "50GiB", maxStorage: false, version: "16" }));
    const before = await row.workspace.standIn.calls();
    const { code, said } = await row.workspace.pulumi("up", "--yes");
    const words = said.replace(/\s+/g, " ");
    expect(words).toContain("storage: is 50GiB, less than the 100GiB that it has, and RDS makes it no less;");
    expect(words).toContain("version: 16 is older than 17");
    expect(code).not.toBe(0);
    expect(await row.workspace.standIn.calls()).toEqual(before);
    await row.wants(withDatabase({ storage: "200GiB", maxStorage: false, version: "17" }));
    await row.workspace.deploy();
  }),
);
