const pulumi = require("@pulumi/pulumi");
const { Thing } = require("../things");

const TOKEN = "standin:index:getAnswer";

module.exports = async () => {
  const plain = await pulumi.runtime.invoke(TOKEN, { question: "plain" });
  const made = new Thing("made", { answer: plain.answer });
  const known = pulumi.runtime.invokeOutput(TOKEN, { question: "known" });
  const secret = pulumi.runtime.invokeOutput(TOKEN, { question: pulumi.secret("hush") });
  const unknown = pulumi.runtime.invokeOutput(TOKEN, { question: made.computed });
  const after = pulumi.runtime.invokeOutput(TOKEN, { question: "after" }, { dependsOn: [made] });
  new Thing("known", { answer: known.answer });
  new Thing("secret", { answer: secret.answer });
  new Thing("unknown", { answer: unknown.answer });
  new Thing("after", { answer: after.answer });
  return { plain: plain.answer, known: known.answer };
};
