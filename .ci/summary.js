// The closing line of .ci/run, out of jest's report: `N passed, N failed, N skipped`.
const { readFileSync } = require("node:fs");

const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } = JSON.parse(
  readFileSync(process.argv[2], "utf8"),
);
const failed = numFailedTests + numRuntimeErrorTestSuites;
console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped`);
if (numPassedTests === 0) process.exitCode = 1;
