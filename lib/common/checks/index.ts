export { anything, type Check, type Checks, checked, input } from "./check";
export { all, either, orFalse } from "./combinations";
export { list, object, record } from "./structures";
export * from "./values";
export { isPlainObject, join } from "./words";
