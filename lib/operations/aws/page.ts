/** The mark by which a page of this stack's service is found again among a listener's rules. */
export function markOf(stack: string, service: string): string {
  return `<!-- daytwo maintenance ${stack} ${service} -->`;
}

/** The page that stands in for a service. A balancer's own answers have 1,024 characters at most (Elastic Load Balancing API reference, "FixedResponseActionConfig"). */
export function pageOf(stack: string, service: string): string {
  const style = "font:1.1em system-ui,sans-serif;max-width:32em;margin:20vh auto;padding:0 1em";
  return [
    `<!doctype html>${markOf(stack, service)}<html lang="en"><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width"><title>Maintenance</title>',
    `<body style="${style}"><h1>Back soon</h1><p>We are working on it. Please try again in a few minutes.</p></body></html>`,
  ].join("");
}
