import * as pulumi from "@pulumi/pulumi";

/**
 * A value that an update gives out only once something else is done. A preview does not wait: what is done anew, such as a
 * gate, would otherwise make all that reads the value look changed.
 */
export function after<T>(done: pulumi.Output<unknown>, value: pulumi.Input<T>): pulumi.Output<pulumi.Unwrap<T>> {
  if (pulumi.runtime.isDryRun()) return pulumi.output(value);
  return pulumi.all([value, done]).apply(([known]) => known);
}
