import fc from "fast-check";
import { knownSecrets, Secrets } from "../../lib/plan/secrets";

const knowing = (...values: Parameters<Secrets["add"]>[0][]) => {
  const secrets = new Secrets();
  for (const value of values) secrets.add(value);
  return secrets;
};

test("every text inside a value is kept out, longer ones first", () => {
  const secrets = knowing({ user: "admin", list: ["hunter22", 12345] }, "hunter22-and-more");
  expect(secrets.scrub("admin:hunter22@12345 hunter22-and-more")).toBe("[secret]:[secret]@[secret] [secret]");
});

test("also as it stands in JSON, in addresses and in base64", () => {
  const secrets = knowing('pass"wörd/1');
  for (const form of ['pass\\"wörd/1', "pass%22w%C3%B6rd%2F1", Buffer.from('pass"wörd/1').toString("base64")])
    expect(secrets.scrub(`<${form}>`)).toBe("<[secret]>");
});

test("short ones only as whole values", () => {
  const secrets = knowing("app", "x", "");
  expect(secrets.scrub("application")).toBe("application");
  expect(secrets.isIn("app")).toBe(true);
  expect(secrets.isIn("an app")).toBe(false);
  expect(secrets.isIn("x")).toBe(false);
});

test("nothing is a secret as long as there is none", () => {
  expect(knowing().scrub("text")).toBe("text");
  expect(knowing(undefined, null, true).isIn("true")).toBe(false);
});

test("a beginning of twelve letters is taken for the whole, because messages cut long values", () => {
  const secrets = knowing("correct horse battery staple");
  expect(secrets.scrub('"correct horse batt…" and correct horse')).toBe('"[secret]…" and [secret]');
  expect(secrets.scrub("correct hors")).toBe("[secret]");
  expect(secrets.scrub("correct hor")).toBe("correct hor");
});

test("also without the space around them, and line by line", () => {
  const secrets = knowing("token-1\n", "-----BEGIN KEY-----\nabcdefghijklmnop\nx\n");
  expect(secrets.scrub("<token-1> abcdefghijklmnop x")).toBe("<[secret]> [secret] x");
});

test("names keep apart what differs in secrets alone", () => {
  const secrets = knowing("first-secret", "second-secret");
  expect(["a-first-secret", "a-second-secret", "a"].map(secrets.number)).toEqual(["a-[secret-1]", "a-[secret-2]", "a"]);
});

test("those of configuration and fixtures are known from the start, part by part", () => {
  const configuration = {
    values: {
      "shop:a": "alpha-secret",
      "shop:b": '{"user":"u1","password":"beta-secret"}',
      "shop:c": "[not json",
      "shop:d": "plain",
    },
    secret: ["shop:a", "shop:b", "shop:c", "shop:gone"],
    encrypted: [],
    partlyEncrypted: [],
    placeholders: [],
  };
  const fixtures = {
    invokes: { "a:b:c": [{ result: { deep: [{ $secret: "gamma-secret" }] } }], "a:b:d": () => undefined },
    stackReferences: { "a/b/c": { password: { $secret: { inner: "delta-secret" } } } },
  };
  const secrets = knownSecrets(configuration, fixtures);
  for (const text of ["alpha-secret", "beta-secret", "u1", "[not json", "gamma-secret", "delta-secret"])
    expect([text, secrets.isIn(text)]).toEqual([text, true]);
  expect(secrets.isIn("plain")).toBe(false);
});

test("no text of four letters or more comes through", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4 }), fc.string(), fc.string(), (secret, before, after) => {
      fc.pre(!"[secret]".includes(secret));
      expect(
        knowing(secret)
          .scrub(`${before}${secret}${after}`)
          .split("[secret]")
          .some(part => part.includes(secret)),
      ).toBe(false);
    }),
  );
});
