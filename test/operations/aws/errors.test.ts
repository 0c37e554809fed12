import { operationsOn } from "../../support/awsOperations";
import { AwsServer } from "../../support/awsServer";

const HOUR_AGO = new Date(Date.now() - 3_600_000);

describe("error lines", () => {
  test("come from every source and page, in the order of time, masked as the group says", async () => {
    const asked: Record<string, unknown>[] = [];
    const server = new AwsServer({
      FilterLogEvents: input => {
        asked.push(input);
        if (input.logGroupName === "/shop/production/web")
          return input.nextToken === undefined
            ? { events: [{ timestamp: 3_000, message: '{"level":60,"msg":"gone"}\n' }], nextToken: "more" }
            : { events: [{ timestamp: 1_000, message: "ERROR no such order" }] };
        if (input.logGroupName === "/shop/production/mailer")
          return { events: [{ timestamp: 2_000, message: '{"level":"error","message":"no mail"}' }] };
        return { events: [] };
      },
    });
    const lines = await (await operationsOn(server)).errorLines(HOUR_AGO);
    expect(lines).toEqual([
      { at: "1970-01-01T00:00:01.000Z", source: "web", level: "error", message: "ERROR no such order" },
      { at: "1970-01-01T00:00:02.000Z", source: "mailer", level: "error", message: "no mail" },
      { at: "1970-01-01T00:00:03.000Z", source: "web", level: "fatal", message: "gone" },
    ]);
    expect(asked[0]).toMatchObject({ filterPattern: "%ERROR%", startTime: HOUR_AGO.getTime() });
    expect(asked.filter(input => input.unmask === true)).toEqual([]);
  });
});
