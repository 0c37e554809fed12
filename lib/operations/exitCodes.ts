/** Exit codes that say more than a number (https://docs.docker.com/engine/containers/run/#exit-status, signal(7)). */
const CODES: Record<number, string> = {
  125: "Docker could not run it",
  126: "its command cannot be executed",
  127: "its command was not found",
  134: "aborted itself (SIGABRT)",
  137: "was killed (SIGKILL)",
  139: "crashed: wrong use of memory (SIGSEGV)",
  143: "was asked to stop (SIGTERM)",
};

/** Why a container ended. */
export function exitCodeInWords(exitCode: number, outOfMemory: boolean): string {
  if (outOfMemory) return "was killed: out of memory; raise its memory, or find what needs so much";
  const meaning = CODES[exitCode];
  return meaning ? `${meaning}, exit code ${exitCode}` : `ended with exit code ${exitCode}`;
}
