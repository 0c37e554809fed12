import { arnOf, ofThisStack } from "../../common/aws/arns";
import { type Check, isPlainObject, join } from "../../common/checks";

const SECRET_ARN = /^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:[^:]+(?::[^:]*){0,3}$/;

const PARAMETER_ARN = /^arn:[\w-]+:ssm:[\w-]+:\d{12}:parameter\/[\w./-]+$/;

/** Whether what is stored is a parameter of Systems Manager, which ECS reads by another right. */
export function isParameter(arn: string): boolean {
  return PARAMETER_ARN.test(arn);
}

const key = arnOf("kms", /^key\/[\w-]+$/, "arn:aws:kms:…:key/…");

/** That a secret which is stored already is in Secrets Manager, or a parameter of Systems Manager, of the stack's own Region. */
export const storedInAws: Check = (value, path, mistakes) => {
  if (!isPlainObject(value)) return;
  if (value.key !== undefined) key(value.key, join(path, "key"), mistakes);
  if (typeof value.stored !== "string") return;
  if (SECRET_ARN.test(value.stored) || isParameter(value.stored))
    return ofThisStack(value.stored, join(path, "stored"), mistakes);
  mistakes.add(
    join(path, "stored"),
    'is no ARN of a secret; write "arn:aws:secretsmanager:…:secret:…", with ":key::" for a key of its JSON, or of a parameter, "arn:aws:ssm:…:parameter/…"',
  );
};
