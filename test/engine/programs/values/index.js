const pulumi = require("@pulumi/pulumi");
const { Thing } = require("../things");

const first = new Thing("first", {
  text: "plain",
  empty: "",
  number: 1.5,
  flag: false,
  nothing: null,
  absent: undefined,
  list: [1, "two", [3], { four: 4 }],
  object: { a: { b: { c: "deep" } }, "key with spaces": 1, __private: "kept" },
  promise: Promise.resolve("resolved"),
  output: pulumi.output({ known: true }),
});

const second = new Thing("second with spaces", {
  computed: first.computed,
  idOf: first.id,
  urnOf: first.urn,
  text: pulumi.interpolate`before ${first.computed} after`,
  list: ["known", first.computed],
  object: { known: 1, unknown: first.id, nested: { list: [first.computed] } },
  both: pulumi.all([first.computed, first.text]).apply(([a, b]) => `${a}${b}`),
  knownEcho: first.urn.apply(urn => urn.length),
  whole: first,
});

const third = new Thing("third", { a: second.computed, b: first.computed }, { dependsOn: [first] });
new Thing("fourth", {}, { dependsOn: pulumi.output([second, third]) });

pulumi.output("known").apply(value => new Thing("in-apply", { value }));
first.computed.apply(value => new Thing("never-in-preview", { value }));
setTimeout(() => new Thing("in-timer"), 20);

module.exports = { known: "value", unknown: first.computed, object: { nested: third.id }, resource: first };
