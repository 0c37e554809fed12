export { anything, type Check, type Checks, checked, input, plain } from "./check";
export { all, either, orFalse } from "./combinations";
export { list, object, record, transforms } from "./structures";
export * from "./values";
export { isPlainObject, join } from "./words";
