/** A small SDK over the stand-in provider, for programs that start fast. */
const pulumi = require("@pulumi/pulumi");

class Thing extends pulumi.CustomResource {
  constructor(name, args = {}, opts) {
    super("standin:index:Thing", name, { computed: undefined, ...args }, opts);
  }

  static get(name, id, state, opts) {
    return new Thing(name, state, { ...opts, id });
  }
}

/** A resource of any type, without the SDK that has it. */
class Raw extends pulumi.CustomResource {}

class Group extends pulumi.ComponentResource {
  constructor(name, args, opts) {
    super("standin:index:Group", name, args, opts);
  }
}

class Provider extends pulumi.ProviderResource {
  constructor(name, args, opts) {
    super("standin", name, args, opts);
  }
}

module.exports = { Group, Provider, Raw, Thing };
