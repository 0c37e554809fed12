import { answer, type Handler } from "./caddy";
import type { Maintenance } from "./state";

const STYLE = "font-family:system-ui,sans-serif;line-height:1.5;max-width:36rem;margin:15vh auto;padding:0 1rem";

/** 503, so that search engines and clients come again, with words for people. */
export function maintenancePage({ message, retryAfterSeconds }: Maintenance): Handler {
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Retry-After": String(retryAfterSeconds),
  };
  return answer(503, headers, pageOf(message));
}

function pageOf(message: string): string {
  return [
    "<!doctype html>",
    '<html lang="en">',
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Maintenance</title></head>',
    `<body style="${STYLE}"><main><h1>Maintenance</h1><p>${escaped(message)}</p></main></body>`,
    "</html>",
    "",
  ].join("\n");
}

/** For HTML; and without braces, in which Caddy would see names of its variables, the environment's among them. */
function escaped(text: string): string {
  return text.replace(/[&<>"'{}]/g, character => `&#${character.codePointAt(0)};`);
}
