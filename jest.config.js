/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: { "\\.[cm]?ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  moduleNameMapper: {
    "^daytwo$": "<rootDir>/lib/index.ts",
    "^daytwo/(aws|docker)$": "<rootDir>/lib/$1.ts",
    "^daytwo/(plan|testing)$": "<rootDir>/lib/$1/index.ts",
  },
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/examples/.*/node_modules/"],
  collectCoverageFrom: ["lib/**/*.ts", "!lib/cli/main.ts"],
  coverageThreshold: { global: { lines: 90 } },
  coverageReporters: ["text-summary", "json-summary"],
  // Ends a test that hangs; a slow machine must not meet it.
  testTimeout: 600_000,
  maxWorkers: 2,
};
