const pulumi = require("@pulumi/pulumi");

module.exports = { subnet: "subnet-1", password: pulumi.secret("hush") };
