import keepers from "./keepers.json";

/**
 * What an upgrade of this library must never replace, each with the inputs that would make the provider replace it: what
 * holds data, what people or other systems know by its address, and what must stand still for those. Settings of a bucket
 * are among them, since the old one's end takes the settings away that the new one has just made; and subscriptions, since
 * whoever is subscribed would be asked to confirm it once more.
 *
 * The inputs are those that the provider's source marks `ForceNew`, as far as a reading of it went (terraform-provider-aws
 * of 2018 for most, of 2022 and 2023 for the vault and RDS's instances, of 2026 for the replication group; later ones, such as
 * `objectLockEnabled`, unverified). `region` is one of all. The stand-in provider of the engine tests reports them, too.
 */
export const KEEPERS: Record<string, readonly string[]> = keepers;
