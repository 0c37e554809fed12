/** What the SDK expects of a call that failed. */
export interface RpcError extends Error {
  code: number;
  details: string;
}

const UNKNOWN_CODE = 2;

/** An error as the SDK shows it: the message alone, where gRPC would put its code in front. */
export function rpcError(message: string): RpcError {
  return Object.assign(new Error(message), { code: UNKNOWN_CODE, details: message });
}

export function asRpcError(error: unknown): RpcError {
  const failed = rpcError(error instanceof Error ? error.message : String(error));
  failed.cause = error;
  return failed;
}
