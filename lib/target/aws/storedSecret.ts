import { type Check, isPlainObject, join } from "../../common/checks";

const SECRET_ARN = /^arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:[^:]+(?::[^:]*){0,3}$/;

/** That a secret which is stored already is in Secrets Manager. */
export const storedInSecretsManager: Check = (value, path, mistakes) => {
  if (!isPlainObject(value) || typeof value.stored !== "string" || SECRET_ARN.test(value.stored)) return;
  mistakes.add(
    join(path, "stored"),
    'is no ARN of a secret in Secrets Manager; write "arn:aws:secretsmanager:…:secret:…", with ":key::" for a key of its JSON',
  );
};
