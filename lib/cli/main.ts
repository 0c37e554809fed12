#!/usr/bin/env node
import { run } from "./run";

// A reader that goes away, as `head` does, is no error: nobody is left to tell.
process.stdout.once("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

void run(process.argv).then(code => {
  process.exitCode = code;
});
