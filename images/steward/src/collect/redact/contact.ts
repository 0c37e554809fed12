import { isIPv6 } from "node:net";
import type { Rule } from "./rule";

const EMAIL =
  /[\p{L}\p{N}][\p{L}\p{N}._%+'-]{0,63}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,24}/gu;

/** E-mail addresses, also of other alphabets. */
export const emails: Rule = (text, hide) => (text.includes("@") ? text.replace(EMAIL, hide) : text);

const OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const IPV4 = new RegExp(`(?<![\\d.])(?:${OCTET}\\.){3}${OCTET}(?!\\d|\\.\\d)`, "g");
const IPV6 = /(?<![\w:.])[0-9a-f:]{2,39}(?:\.\d{1,3}){0,3}(?![\w:])/gi;

/** Addresses of IP, of both versions. */
export const addresses: Rule = (text, hide) =>
  text
    .replace(IPV6, found => (found !== "::" && found.includes(":") && isIPv6(found) ? hide() : found))
    .replace(IPV4, hide);

/** International with a plus; otherwise as the United States and Canada, and as much of Europe writes them. */
const PHONE =
  /(?<![\w+])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d(?:[ .-]?\d){6,12}|\(\d{3}\) ?\d{3}-\d{4}|\d{3}-\d{3}-\d{4}|0\d{2,4}[ /-]\d{5,8})(?![\w-])/g;

/** Phone numbers, where they are written as such: a number without a sign or a break may be anything. */
export const phones: Rule = (text, hide) => text.replace(PHONE, hide);
