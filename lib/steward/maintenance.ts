/** What `steward maintenance` is told. It stands until it is switched off: over gates and restarts of the proxy. */
export interface MaintenanceSpec {
  state: "on" | "off";
  /** The service; or `RESTORE`, for all while a restore runs. @default - all of them, and when it is switched off, all pages */
  service?: string;
  /** What visitors read. @default "We are making improvements and will be back soon." */
  message?: string;
  /** When clients should come again, in seconds. @default 300 */
  retryAfterSeconds?: number;
  /** The folder of the proxy's sockets. @default - `PROXY.run` */
  run?: string;
}
