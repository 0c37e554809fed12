import type { Source } from "../model";
import type { Run } from "../run";
import type { Sdk } from "../sdk/load";
import type { Home } from "./aliases";
import { Hooks } from "./hooks";
import { Registry } from "./registry";

/** A request that says where in the program it was made. */
export interface Traced {
  getStacktrace?(): { getFramesList(): Frame[] } | undefined;
  getSourceposition?(): Position | undefined;
}

interface Frame {
  getPc(): Position | undefined;
}

interface Position {
  getUri(): string;
  getLine(): number;
  getColumn(): number;
}

/** Finds the place in the user's own files among the frames of a stack, the innermost first. */
export type Locate = (frames: { uri: string; line: number; column: number }[]) => Source | undefined;

/** What stands in for Pulumi's engine during one run. */
export class Engine {
  readonly registry = new Registry();
  readonly hooks: Hooks;
  /** Tokens of the stack's transforms. */
  readonly stackTransforms: string[] = [];
  readonly invokeTransforms: string[] = [];
  /** Called when the stack's own resource is there: nothing of the program runs before. */
  rooted = (): void => {};

  constructor(
    readonly run: Run,
    readonly sdk: Sdk,
    private readonly find: Locate,
  ) {
    this.hooks = new Hooks(sdk, (message, urn) => run.note("warning", message, urn));
  }

  get home(): Home {
    return this.run.settings;
  }

  locate(request: Traced): Source | undefined {
    const frames =
      request
        .getStacktrace?.()
        ?.getFramesList()
        .map(frame => frame.getPc()) ?? [];
    const positions = (frames.length > 0 ? frames : [request.getSourceposition?.()]).filter(isPosition);
    return this.find(positions.map(at => ({ uri: at.getUri(), line: at.getLine(), column: at.getColumn() })));
  }
}

function isPosition(position: Position | undefined): position is Position {
  return position !== undefined;
}
