import { InputError } from "../../lib/common/errors";
import { checkReadable } from "../../lib/database/docker/version";

test("a server of another major version than its data is refused", () => {
  const message =
    'what the database holds was written by PostgreSQL 15, and 16 cannot read it; write "15", or make another database and bring a dump into it';
  expect(() => checkReadable("shop", "15", "16")).toThrow(new InputError("shop", [{ path: "version", message }]));
});

test.each<[string | undefined, string | undefined]>([
  ["15", "15"],
  [undefined, "16"],
  ["15", undefined],
])("data of %s and a server of %s are well", (written, major) => {
  expect(() => checkReadable("shop", written, major)).not.toThrow();
});
