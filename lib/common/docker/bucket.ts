import * as pulumi from "@pulumi/pulumi";
import type { FillSpec } from "../../steward/fill";
import * as check from "../checks";

/** A bucket of S3, or of what speaks like it, and the keys that open it. */
export interface Bucket {
  /** The bucket's name. It must be there. */
  bucket: string;
  /** The path within the bucket. @default - its root */
  prefix?: string;
  /** The server's address: "https://s3.example.com". @default - AWS's own */
  endpoint?: string;
  /** The region. @default - what the server takes for one */
  region?: string;
  /** The key's id. */
  accessKeyId: pulumi.Input<string>;
  /** The key. Kept in a file, and secret in the state. */
  secretAccessKey: pulumi.Input<string>;
}

// Names as S3 has them (AWS, Amazon S3 user guide, "General purpose bucket naming rules").
const name = check.text(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'write the name of a bucket, such as "shop-archive"');

export const bucketCheck = check.object<Bucket>(
  {
    bucket: name,
    prefix: check.text(/^[\w][\w./-]*[\w]$|^\w$/, 'write a path without slashes around it, such as "shop/logs"'),
    endpoint: check.text(/^https?:\/\/[^\s/]+$/, 'write the server\'s address, such as "https://s3.example.com"'),
    region: check.text(/^[a-z0-9-]{1,32}$/, 'write a region, such as "eu-central-1"'),
    accessKeyId: check.input(check.secret),
    secretAccessKey: check.input(check.secret),
  },
  { required: ["bucket", "accessKeyId", "secretAccessKey"] },
);

/** The names of the keys' files in the volume that `bucketKeys` fills. */
export const ACCESS_KEY_FILE = "access-key";
export const SECRET_KEY_FILE = "secret-key";

/** The keys as files, which only root reads. */
export function bucketKeys({ accessKeyId, secretAccessKey }: Bucket): pulumi.Output<FillSpec["files"]> {
  return pulumi.all([accessKeyId, secretAccessKey]).apply(([access, secret]): FillSpec["files"] => ({
    [ACCESS_KEY_FILE]: { content: access, mode: "0400" },
    [SECRET_KEY_FILE]: { content: secret, mode: "0400" },
  }));
}
