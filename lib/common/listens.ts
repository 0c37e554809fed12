import { connect, type TcpNetConnectOpts } from "node:net";

const ATTEMPT_MILLISECONDS = 2_000;

/** Whether something takes connections there, and soon. */
export function listens(address: Pick<TcpNetConnectOpts, "host" | "port">): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ ...address, timeout: ATTEMPT_MILLISECONDS });
    const end = (listening: boolean) => {
      socket.destroy();
      resolve(listening);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(false));
  });
}
