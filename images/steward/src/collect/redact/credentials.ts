import type { Hide, Rule } from "./rule";

/**
 * Keys that tell by their form what they are, as the makers' documentation has it: JSON web tokens; AWS; GitHub, GitLab,
 * Slack, Stripe, Google, SendGrid, npm, PyPI, OpenAI and Anthropic, DigitalOcean, Hugging Face, Shopify, Docker, Pulumi, Vault.
 */
const KNOWN = new RegExp(
  [
    "eyJ[\\w-]{5,}\\.[\\w-]{5,}(?:\\.[\\w-]*){0,3}",
    "A(?:KIA|SIA|BIA|CCA)[A-Z2-7]{16}(?![A-Z0-9])",
    "gh[pousr]_[A-Za-z0-9]{20,}",
    "github_pat_\\w{20,}",
    "glpat-[\\w-]{20,}",
    "x(?:ox[abeoprs]|app)-[\\w-]{10,}",
    "(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,}",
    "whsec_[A-Za-z0-9+/=]{16,}",
    "AIza[\\w-]{35}",
    "ya29\\.[\\w-]{20,}",
    "GOCSPX-[\\w-]{20,}",
    "SG\\.[\\w-]{16,}\\.[\\w-]{16,}",
    "npm_[A-Za-z0-9]{36}",
    "pypi-[\\w-]{32,}",
    "sk-[\\w-]{20,}",
    "do[opr]_v1_[a-f0-9]{64}",
    "hf_[A-Za-z]{30,}",
    "shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}",
    "dckr_pat_[\\w-]{20,}",
    "pul-[a-f0-9]{40}",
    "hv[sbr]\\.[\\w-]{24,}",
  ]
    .map(form => `\\b${form}`)
    .join("|"),
  "g",
);

const SLACK_HOOK = /\bhttps:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/[\w/-]+/g;
const BEARER = /\b((?:bearer|basic)\s+)(?=[\w.~+/-]*\d|[\w.~+/-]{20})[\w.~+/-]{6,}=*/gi;
const IN_ADDRESS = /\b([a-z][a-z0-9+.-]{0,19}:\/\/[^\s:/?#@"']{0,128}:)[^\s/@"']{1,256}(?=@)/gi;
const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,40}-----|$)/g;
/** A line of a key, or of another secret, that is printed over several: base64 and nothing else. */
const KEY_LINE =
  /^\s*(?=[A-Za-z0-9+/]*[A-Z])(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*\d)[A-Za-z0-9+/]{48,76}={0,2}\s*$/gm;
const COOKIES =
  /\b((?:set-)?cookie\\*["']?\s*[:=]\s*\\*["']?)[^\s=;,"'\\]+=[^\s;,"'\\]*(?:;\s*[^\s=;,"'\\]+(?:=[^\s;,"'\\]*)?)*/gi;

/** Names whose values are secret; a name of which one of these is the end is such a name as well: DB_PASSWORD. */
const NAMES =
  "pass(?:word|wd|phrase)|pwd|secret|token|api[-_. ]?key|access[-_.]?key(?:[-_.]?id)?|private[-_.]?key|secret[-_.]?key|credentials?|authorization|signature|session[-_.]?id|cvv2?|cvc2?";

const PAIR = new RegExp(
  `(${NAMES})(\\\\*["'])?(\\s*[:=]>?\\s*)(?:(\\\\*")((?:[^"\\\\]|\\\\(?!")[^"])*)|(\\\\*')((?:[^'\\\\]|\\\\(?!')[^'])*)|([^\\s,;&"'<>()[\\]{}|\\\\]+))`,
  "gi",
);

const NAME_OF_FIELD =
  /(?:password|passwd|passphrase|pwd|secret|token|apikey|accesskey|accesskeyid|privatekey|secretkey|credentials?|authorization|cookie|signature|sessionid|cvv2?|cvc2?)$/;

/** Passwords, tokens and keys: by their form, and by the name that stands before them. */
export const credentials: Rule = (text, hide) =>
  text
    .replace(PRIVATE_KEY, hide)
    .replace(KEY_LINE, hide)
    .replace(SLACK_HOOK, hide)
    .replace(IN_ADDRESS, (_, before: string) => before + hide())
    .replace(KNOWN, hide)
    .replace(BEARER, (_, scheme: string) => scheme + hide())
    .replace(COOKIES, (_, name: string) => name + hide())
    .replace(PAIR, (...found: (string | undefined)[]) => pairHidden(found, hide));

/** Whether the value of a structured line's field of this name is secret, whatever it is. */
export function isSecretName(name: string): boolean {
  return NAME_OF_FIELD.test(name.toLowerCase().replace(/[^a-z0-9]/g, ""));
}

function pairHidden(found: (string | undefined)[], hide: Hide): string {
  const [whole = "", name = "", nameQuote = "", between = "", double, inDouble, single, inSingle, bare] = found;
  const value = inDouble ?? inSingle ?? bare ?? "";
  if (!isValue(value) || (bare !== undefined && nameQuote === "" && isProse(name, between, bare))) return whole;
  return `${name}${nameQuote}${between}${double ?? single ?? ""}${hide()}`;
}

function isValue(value: string): boolean {
  return value !== "" && !/^(?:null|undefined|none|true|false|\*+)$/i.test(value) && !value.startsWith("[redacted:");
}

/** "invalid token: expired" says something of a token, and holds none; and PWD is the folder a program runs in. */
function isProse(name: string, between: string, value: string): boolean {
  if (name === "PWD" && value.startsWith("/")) return true;
  if (!between.includes(":")) return false;
  return /^pass/i.test(name) ? false : value.length < 8 || !/\d/.test(value);
}
