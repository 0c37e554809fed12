import { isNamed } from "./explain";
import type { System } from "./system";

/** The lines of one log stream, each once, as they come. */
export class LogTail {
  private token: string | undefined;

  constructor(
    private readonly system: System,
    private readonly logGroupName: string,
    private readonly logStreamName: string,
  ) {}

  /** What has come since it was last asked, masked as the group's data protection says; nothing before there is a stream. */
  async next(): Promise<string[]> {
    const { logGroupName, logStreamName } = this;
    const lines: string[] = [];
    for (;;) {
      const page = await this.page({ logGroupName, logStreamName });
      lines.push(...(page?.events ?? []).map(({ message = "" }) => message.replace(/\r?\n$/, "")));
      const next = page?.nextForwardToken;
      // At its end a stream gives the token that it was given (Amazon CloudWatch Logs API reference, "GetLogEvents").
      if (next === undefined || next === this.token) return lines;
      this.token = next;
    }
  }

  private async page(where: { logGroupName: string; logStreamName: string }) {
    const from = this.token === undefined ? { startFromHead: true } : { startFromHead: true, nextToken: this.token };
    try {
      return await this.system.clients.logs().getLogEvents({ ...where, ...from });
    } catch (error) {
      if (isNamed(error, "ResourceNotFound")) return undefined;
      throw error;
    }
  }
}
