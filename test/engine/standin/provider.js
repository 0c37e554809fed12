const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js");
const { PluginInfo } = require("@pulumi/pulumi/proto/plugin_pb.js");
const messages = require("@pulumi/pulumi/proto/provider_pb.js");
const { answers } = require("./answers.js");
const { changes, replaces } = require("./changes.js");
const { following, madeUp, unknown } = require("./made-up.js");
const { existing, log, obey, rolledBack } = require("./orders.js");

/**
 * The methods of the protocol that the stand-in knows, by name. Properties pass through as they come: what is secret or
 * unknown is an object that says so, and is echoed like any other value.
 */
const methods = {
  handshake() {
    return make("ProviderHandshakeResponse", { acceptSecrets: true, acceptResources: true });
  },

  getPluginInfo() {
    const info = new PluginInfo();
    info.setVersion("999.0.0"); // whatever version a program asks for
    return info;
  },

  checkConfig: request => make("CheckResponse", { inputs: request.getNews() }),

  diffConfig: () => make("DiffResponse", { changes: messages.DiffResponse.DiffChanges.DIFF_NONE }),

  configure: () => make("ConfigureResponse", { acceptsecrets: true, acceptresources: true, supportspreview: true }),

  check: request => make("CheckResponse", { inputs: request.getNews() }),

  diff(request) {
    const before = { inputs: read(request.getOldInputs()), outputs: read(request.getOlds()) };
    const changed = changes(before, read(request.getNews()), request.getIgnorechangesList());
    const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
    return make("DiffResponse", {
      changes: changed.length > 0 ? DIFF_SOME : DIFF_NONE,
      diffsList: changed,
      replacesList: replaces(typeOf(request.getUrn()), changed),
    });
  },

  async create(request) {
    const inputs = read(request.getProperties());
    const planned = { ...unknown(typeOf(request.getUrn())), ...inputs };
    if (request.getPreview()) return make("CreateResponse", { properties: write(planned) });
    const resource = note("create", request.getUrn(), inputs);
    await obey(resource);
    const id = `${resource.name}-${resource.serial}`;
    const outputs = rolledBack(resource, { ...madeUp(resource), ...inputs });
    return make("CreateResponse", { id, properties: write(outputs) });
  },

  async update(request) {
    const inputs = read(request.getNews());
    const before = read(request.getOlds());
    const removed = Object.keys(read(request.getOldInputs())).filter(key => !(key in inputs));
    const kept = Object.fromEntries(Object.entries(before).filter(([key]) => !removed.includes(key)));
    const planned = { ...kept, ...following(unknown(typeOf(request.getUrn()))), ...inputs };
    if (request.getPreview()) return make("UpdateResponse", { properties: write(planned) });
    const resource = note("update", request.getUrn(), inputs);
    await obey(resource);
    const outputs = rolledBack(resource, { ...kept, ...following(madeUp(resource)), ...inputs }, before);
    return make("UpdateResponse", { properties: write(outputs) });
  },

  async delete(request) {
    await obey(note("delete", request.getUrn(), read(request.getProperties())));
    return new Empty();
  },

  read(request) {
    const id = request.getId();
    const resource = note("read", request.getUrn(), {});
    if (existing(id) === null) return make("ReadResponse", {});
    const inputs = existing(id) ?? read(request.getInputs());
    const outputs = { ...madeUp(resource), ...read(request.getProperties()), ...inputs };
    return make("ReadResponse", { id, properties: write(outputs), inputs: write(inputs) });
  },

  invoke(request) {
    const token = request.getTok();
    const args = read(request.getArgs());
    const answer = answers[token];
    if (!answer) throw new Error(`the stand-in has no answer for ${token}; add one to test/engine/standin/answers.js`);
    const result = answer(args);
    log({ method: "invoke", token, args, result });
    return make("InvokeResponse", { return: write(result) });
  },

  cancel() {
    obey.cancel();
    return new Empty();
  },
};

let serial = 0;

/** What the tables need to know of a resource; each call is logged and has its own number. */
function note(method, urn, inputs) {
  serial += 1;
  const resource = { method, urn, type: typeOf(urn), name: urn.split("::").slice(3).join("::"), inputs };
  log(resource);
  return { ...resource, serial: `${process.pid}${serial}` };
}

/** The type without those of its parents: `a:b:C` from `urn:pulumi:stack::project::x:y:Parent$a:b:C::name`. */
function typeOf(urn) {
  return urn.split("::")[2].split("$").at(-1);
}

function make(message, fields) {
  const made = new messages[message]();
  for (const [field, value] of Object.entries(fields)) {
    made[`set${field[0].toUpperCase()}${field.slice(1)}`](value);
  }
  return made;
}

function read(struct) {
  return struct ? struct.toJavaScript() : {};
}

function write(properties) {
  return Struct.fromJavaScript(properties);
}

module.exports = { methods };
