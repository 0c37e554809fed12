/** A database and who asks it. */
export interface Connection {
  engine: "postgres" | "mysql";
  /** A host name, or the folder of PostgreSQL's socket. */
  host: string;
  port: number;
  user: string;
  /** The file that holds the password. */
  passwordFile: string;
  /** The name of the database. */
  database: string;
  /** Whether nothing may pass unencrypted. The server's certificate is not looked at. @default - as the engine's own tools do */
  tls?: boolean;
}
