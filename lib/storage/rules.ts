import { componentChecks } from "../common/args";
import type * as check from "../common/checks";
import type { FileStoreArgs } from "./index";

export const fileStoreChecks: check.Checks<FileStoreArgs> = { ...componentChecks };
