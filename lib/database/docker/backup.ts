import type { Mounted } from "../../common/docker/container";
import type { Connection } from "../../steward/connection";

/** What a backup must know of a database on this row. */
export interface DatabaseBackup {
  /** Who asks it; the password is where `passwords` is mounted. */
  connection: Connection;
  passwords: Mounted;
  /** The write-ahead log that the server archives. */
  archive: Mounted;
  /** The volume with the data folder, where a restore leaves what was there before. */
  data: Mounted;
  /** The data folder itself. */
  folder: string;
}
