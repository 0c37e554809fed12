import type { Sdk } from "../sdk/load";
import { rpcError } from "./errors";

/**
 * Calls a transform or a hook of the program's. The engine reaches them through a server that the SDK starts; in the same
 * process that server's handler is called directly, so that the call stays in the run that made it.
 */
export function callBack(sdk: Sdk, token: string, request: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const server = sdk.state.getStore().callbacks;
    if (!server) throw rpcError(`callback not found: ${token}`);
    server.invoke({ request: { getToken: () => token, getRequest_asU8: () => request } }, (error, response) => {
      if (response) resolve(response.getResponse_asU8());
      else reject(rpcError(error?.details ?? "the callback failed"));
    });
  });
}
