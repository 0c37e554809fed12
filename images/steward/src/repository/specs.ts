import { z } from "zod";
import type { Connection } from "../../../../lib/steward/connection";
import type { Keep, Repository } from "../../../../lib/steward/repository";

const path = z.string().startsWith("/", "must be an absolute path");

export const folderSpec = path;

export const repositorySpec: z.ZodType<Repository> = z.strictObject({
  location: z.string().regex(/^(?:\/|s3:https?:\/\/)/, "must be an absolute path, or s3:https://<endpoint>/<bucket>"),
  passwordFile: path,
  keys: z.strictObject({ accessKeyFile: path, secretKeyFile: path }).optional(),
  region: z.string().optional(),
  make: z.boolean().optional(),
  cache: path.optional(),
});

const kept = z.int().min(1).optional();

export const keepSpec: z.ZodType<Keep> = z
  .strictObject({ days: kept, daily: kept, weekly: kept })
  .refine(
    keep => Object.values(keep).some(days => days !== undefined),
    "keeps nothing; write for example { daily: 14 }",
  );

const connection = z.strictObject({
  engine: z.enum(["postgres", "mysql"]),
  host: z.string().min(1),
  port: z.int().min(1).max(65_535),
  user: z.string().min(1),
  passwordFile: path,
  database: z.string().regex(/^[\w-]{1,63}$/, "must be letters, digits, underscores and hyphens"),
  tls: z.boolean().optional(),
});

export const connectionSpec: z.ZodType<Connection> = connection;

/** How to get into a server that is found only later. */
export const entrySpec = connection.omit({ host: true, passwordFile: true });

/** The same, where only PostgreSQL can do what is asked. */
export const postgresSpec = connectionSpec.refine(
  ({ engine }) => engine === "postgres",
  "must be postgres: of other engines only dumps are known",
);

export const momentSpec = z.iso.datetime({ offset: true });
