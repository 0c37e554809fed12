// Required into every Node process of a measured command: at its end each adds a line with what it used.
const { appendFileSync } = require("node:fs");

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  appendFileSync(
    process.env.DAYTWO_BENCH_USAGE,
    `${JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1e6, maxRSS })}\n`,
  );
});
