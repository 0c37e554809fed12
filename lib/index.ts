export type { Duration } from "./common/duration";
export { InputError, type Mistake } from "./common/errors";
export type { Size } from "./common/size";
