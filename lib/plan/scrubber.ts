/** Scrubs a text that comes in pieces, line by line, because a secret may come in two of them. */
export class Scrubber {
  private rest = "";

  constructor(private readonly scrub: (text: string) => string) {}

  /** What of the text so far can be shown. */
  push(piece: string): string {
    const text = this.rest + piece;
    const end = text.lastIndexOf("\n") + 1;
    this.rest = text.slice(end);
    return this.scrub(text.slice(0, end));
  }

  /** What is left when no more comes. */
  end(): string {
    const text = this.rest;
    this.rest = "";
    return this.scrub(text);
  }
}
