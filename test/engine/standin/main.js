/**
 * A provider that provides nothing: it speaks Pulumi's provider protocol, checks nothing, echoes inputs as outputs and
 * makes up what a cloud would have answered. One process serves any package. It is plain JavaScript over the protocol's
 * message classes alone, because it is started for every command of the engine.
 */
const grpc = require("@grpc/grpc-js");
const { ResourceProviderService } = require("@pulumi/pulumi/proto/provider_grpc_pb.js");
const { methods } = require("./provider.js");

const UNIMPLEMENTED = { code: grpc.status.UNIMPLEMENTED, details: "the stand-in provider does not implement this" };

/** Serves until the engine ends the process. The engine reads the port from the first line of the output. */
function serve() {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
  server.addService(ResourceProviderService, implementation());
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
  endWithEngine();
}

function implementation() {
  const names = Object.keys(ResourceProviderService);
  return Object.fromEntries(names.map(name => [name, methods[name] ? answering(methods[name]) : refuse]));
}

/** Adapts a method to gRPC: what it returns or resolves to is the answer, what it throws the error. */
function answering(method) {
  return (call, callback) => {
    Promise.resolve()
      .then(() => method(call.request))
      .then(
        answer => callback(null, answer),
        error => callback({ code: grpc.status.UNKNOWN, details: error.message }),
      );
  };
}

function refuse(_call, callback) {
  callback(UNIMPLEMENTED);
}

/** An engine that was killed cannot end its providers. */
function endWithEngine() {
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid !== engine) process.exit();
  }, 1_000).unref();
}

module.exports = { serve };
