import * as pulumi from "@pulumi/pulumi";
import { ofThisStack } from "../../common/aws/arns";
import * as check from "../../common/checks";
import { eachOnce } from "../../common/once";
import type { TypedArn } from "./args";
import { typeOfResource } from "./sources";
import { isArn, TYPE_NAMES, typeOfArn } from "./types";

const ARN_HINT = 'write an ARN, such as "arn:aws:rds:eu-west-1:123456789012:db:shop"';
const ONE_OF = `one of ${TYPE_NAMES.join(", ")}`;

const arn = check.input((value, path, mistakes) => {
  if (typeof value !== "string" || !isArn(value))
    mistakes.add(path, `${show(value)} is no ARN of one resource; ${ARN_HINT}`);
  else if (!typeOfArn(value))
    mistakes.add(path, `${show(value)} names nothing that AWS Backup backs up; write the ARN of ${ONE_OF}`);
  else ofThisStack(value, path, mistakes);
});

const ownResource: check.Check = (value, path, mistakes) => {
  if (!pulumi.Resource.isInstance(value) || !typeOfResource(value))
    mistakes.add(path, `is a resource that AWS Backup does not back up; write ${ONE_OF}`);
};

const resource = check.either(
  { when: value => pulumi.Resource.isInstance(value), check: ownResource },
  {
    when: check.isPlainObject,
    check: check.object<TypedArn>({ arn, resourceType: check.oneOf(...TYPE_NAMES) }, { required: ["arn"] }),
  },
  { when: () => true, check: arn },
);

/** The list of what is to be backed up. */
export const resourcesCheck = check.all(check.list(resource, { max: 500 }), eachOnce("name each resource once"));

function show(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : `a value of type ${typeof value}`;
}
