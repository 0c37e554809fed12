const PARTS = 8;
const CIDR = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/** An IPv4 range that a network can be made of: /16 to /24, so that its eighths are subnets that AWS accepts. */
export function isNetworkRange(cidr: string): boolean {
  const [, ...fields] = CIDR.exec(cidr) ?? [];
  const [a = 256, b = 256, c = 256, d = 256, prefix = 0] = fields.map(Number);
  return (
    [a, b, c, d].every(octet => octet <= 255) &&
    prefix >= 16 &&
    prefix <= 24 &&
    address(cidr) % 2 ** (32 - prefix) === 0
  );
}

/** The subnet that is the n-th eighth of a range: `eighth("10.0.0.0/16", 4)` → `"10.0.128.0/19"`. */
export function eighth(cidr: string, index: number): string {
  const prefix = Number(cidr.split("/")[1]) + 3;
  const start = address(cidr) + index * 2 ** (32 - prefix);
  const octets = [24, 16, 8, 0].map(shift => Math.floor(start / 2 ** shift) % 256);
  if (index >= PARTS) throw new RangeError(`a range has ${PARTS} eighths`);
  return `${octets.join(".")}/${prefix}`;
}

function address(cidr: string): number {
  const [host = ""] = cidr.split("/");
  return host.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
}
