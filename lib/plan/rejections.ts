import { runInThisContext } from "node:vm";

/** The process itself: test runners such as jest give their tests a copy, on which no events arrive. */
const realProcess: NodeJS.Process = runInThisContext("process");

type Listener = (error: unknown, promise: Promise<unknown>) => void;

const collectors = new Set<(error: unknown) => boolean>();
let displaced: Listener[] = [];

/**
 * Collects the rejections that nobody handles for which `mine` holds, until the returned function is called. One error
 * rejects dozens of promises, so they are told apart by identity. All others reach whoever listened before, such as the
 * test runner.
 */
export function collectRejections(mine: () => boolean): { errors: Set<unknown>; stop: () => void } {
  const errors = new Set<unknown>();
  const collect = (error: unknown) => {
    if (!mine()) return false;
    errors.add(error);
    return true;
  };
  if (collectors.size === 0) displace();
  collectors.add(collect);
  return {
    errors,
    stop: () => {
      if (collectors.delete(collect) && collectors.size === 0) replace();
    },
  };
}

const dispatch: Listener = (error, promise) => {
  for (const collect of collectors) if (collect(error)) return;
  if (displaced.length === 0) throw error;
  for (const listener of displaced) listener(error, promise);
};

function displace(): void {
  displaced = realProcess.listeners("unhandledRejection");
  realProcess.removeAllListeners("unhandledRejection");
  realProcess.on("unhandledRejection", dispatch);
}

function replace(): void {
  realProcess.off("unhandledRejection", dispatch);
  for (const listener of displaced) realProcess.on("unhandledRejection", listener);
  displaced = [];
}
