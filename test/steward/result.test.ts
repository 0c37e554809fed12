import { resultIn } from "../../lib/steward/result";

test("only a whole result in the last line is one", () => {
  const result = { job: "dump", outcome: "failed", startedAt: "x", seconds: 1, message: "no", figures: {} };
  expect(resultIn(`words\n${JSON.stringify(result)}\n`)).toEqual(result);
  expect(resultIn(`${JSON.stringify(result)}\nwords`)).toBeUndefined();
  expect(resultIn('{"job":"dump"}')).toBeUndefined();
  expect(resultIn("")).toBeUndefined();
});
