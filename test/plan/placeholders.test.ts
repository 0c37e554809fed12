import { Placeholders } from "../../lib/plan/placeholders";

test("are known again inside other texts, and the same in every run", () => {
  const placeholders = new Placeholders();
  const unknown = placeholders.issue("unknown", "aws:ec2/getAmi:getAmi.id");
  const secret = placeholders.issue("secret", "shop:token");
  expect([unknown, secret]).toEqual([
    expect.stringMatching(/^unknown-[0-9a-f]{12}$/),
    expect.stringMatching(/^secret-[0-9a-f]{12}$/),
  ]);
  expect(new Placeholders().issue("unknown", "aws:ec2/getAmi:getAmi.id")).toBe(unknown);
  expect(placeholders.in(`<${unknown}>`)).toBe("unknown");
  expect(placeholders.in(`${unknown}:${secret}`)).toBe("secret");
  expect(placeholders.in("unknown-000000000000")).toBeUndefined();
  expect(new Placeholders().in(unknown)).toBeUndefined();
});

test("are explained in messages", () => {
  const placeholders = new Placeholders();
  const text = placeholders.issue("unknown", "aws:ssm/getParameter:getParameter.value");
  expect(placeholders.explain(`"${text}" is not valid JSON`)).toBe(
    `"${text}" is not valid JSON; the program needs the value of aws:ssm/getParameter:getParameter.value, which is unknown here: a fixtures file can give it`,
  );
  expect(placeholders.explain("boom")).toBe("boom");
});
