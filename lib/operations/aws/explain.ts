/** What AWS's errors mean, by their names, which its services do not agree upon. */
const MEANINGS: readonly [name: RegExp, meaning: (said: string) => string][] = [
  [
    /^(CredentialsProviderError|TokenProviderError)$/,
    () => "there are no AWS credentials; run aws configure or aws sso login, or set AWS_PROFILE",
  ],
  [
    /^(ExpiredToken(Exception)?|RequestExpired)$/,
    () => "the AWS credentials have expired; renew them, such as with aws sso login",
  ],
  [
    /^(UnrecognizedClient(Exception)?|InvalidClientTokenId|InvalidAccessKeyId|(Invalid)?Signature\w*|AuthFailure|MissingAuthenticationToken\w*|IncompleteSignature\w*)$/,
    said => `AWS does not accept these credentials (${said}); see aws sts get-caller-identity`,
  ],
  [
    /^(AccessDenied(Exception)?|UnauthorizedOperation|NotAuthorized\w*)$/,
    said => `not permitted: ${said}; docs/aws-operations.md has the rights that each verb needs`,
  ],
  [
    /^(Throttl\w*|RequestLimitExceeded|TooManyRequestsException|RequestThrottled\w*|SlowDown|LimitExceededException)$/,
    said => `AWS asks for fewer requests, also after waiting (${said}); try again in a minute`,
  ],
];

/** Errors of a connection: the SDK's own name, and the system's codes. */
const NO_ANSWER = /^(TimeoutError|ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

/** What a failed call says, in one line that says what to do. */
export function explain(error: unknown): string {
  const { name, message, code, status } = saidBy(error);
  const known = MEANINGS.find(([of]) => of.test(name));
  if (known) return known[1](message);
  if (NO_ANSWER.test(name) || NO_ANSWER.test(code))
    return `AWS does not answer (${message}); try again, and look at your network`;
  if (status >= 500) return `AWS has trouble of its own (${name}: ${message}); try again in a minute`;
  return `AWS refuses: ${name}: ${message}`;
}

/** Whether it is not known if AWS did what it was asked: the answer is what is missing. */
export function isUnanswered(error: unknown): boolean {
  const { name, code, status } = saidBy(error);
  return NO_ANSWER.test(name) || NO_ANSWER.test(code) || status >= 500;
}

/** Whether it is one of these errors of AWS's, which some of its services call faults or exceptions. */
export function isNamed(error: unknown, ...names: readonly string[]): boolean {
  const name = saidBy(error).name.replace(/(Fault|Exception)$/, "");
  return names.includes(name);
}

interface Said {
  name: string;
  message: string;
  /** The system's own code, or nothing. */
  code: string;
  /** HTTP's, or 0 without an answer. */
  status: number;
}

/** The SDK puts errors that it does not know for such into one of its own, whose message begins so. */
const WRAPPED = /^AWS SDK error wrapper for (\w+): (.*)$/s;

function saidBy(error: unknown): Said {
  const of = typeof error === "object" && error !== null ? error : { message: String(error) };
  const message = textIn(of, "message");
  const [, inner, text] = WRAPPED.exec(message) ?? [];
  const name = inner ?? textIn(of, "name");
  return { name, message: oneLine(text ?? message) || name, code: textIn(of, "code"), status: statusOf(of) };
}

function textIn(of: object, key: string): string {
  const value: unknown = Reflect.get(of, key);
  return typeof value === "string" ? value : "";
}

function statusOf(error: object): number {
  const metadata: unknown = Reflect.get(error, "$metadata");
  if (typeof metadata !== "object" || metadata === null) return 0;
  const status: unknown = Reflect.get(metadata, "httpStatusCode");
  return typeof status === "number" ? status : 0;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
