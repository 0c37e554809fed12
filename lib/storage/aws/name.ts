const ARN = /^arn:aws(?:-[a-z]+)*:s3:::([^/:]+)$/;

/** Amazon S3 user guide, "General purpose bucket naming rules". */
const NAME =
  /^(?!xn--|sthree-|amzn-s3-demo-)(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)(?!.*(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** The name of the bucket that a name or an ARN means; `undefined` for what means none. */
export function bucketNameOf(bucket: string): string | undefined {
  const [, named] = ARN.exec(bucket) ?? [];
  const name = named ?? bucket;
  return NAME.test(name) ? name : undefined;
}
