/**
 * Renews the application's password as Secrets Manager asks for it, step by step (AWS, Secrets Manager user guide, "Lambda
 * rotation functions"). Two logins take turns: the one that is not in use gets a new password, from a task of the
 * steward's inside the network, and becomes the current one; then every service whose containers are given the secret starts
 * anew. Until then its containers go on with the other login, whose password holds until the next time.
 *
 * Called without a step, it makes the first version, unless there is one that leads to this server. It is called as soon as its
 * role has its rights, which IAM tells everybody of within a minute or two: till then it is patient. It needs nothing but the
 * SDK of Lambda's runtime.
 */
export const ROTATION_SCRIPT = `"use strict";
const { randomBytes, randomUUID } = require("node:crypto");
const { SecretsManager } = require("@aws-sdk/client-secrets-manager");
const { ECS } = require("@aws-sdk/client-ecs");

const told = JSON.parse(process.env.CONFIGURATION);
const secrets = new SecretsManager({});
const ecs = new ECS({});
const SecretId = told.secret;
const PAUSE = Number(process.env.PAUSE_MS || 5000);
const PATIENCE = 13 * 60 * 1000;
const EARLY_TRIES = 24;
const EARLY_PATIENCE = 2 * 60 * 1000;
const EARLY = /AccessDenied|not authorized|unable to assume/i;

exports.handler = async event => {
  if (event.Step === undefined) return patiently(first);
  const steps = { createSecret: create, setSecret: admit, testSecret: async () => {}, finishSecret: finish };
  if (!steps[event.Step]) throw new Error("there is no step " + event.Step);
  await steps[event.Step](event.ClientRequestToken);
};

async function patiently(work) {
  const until = Date.now() + EARLY_PATIENCE;
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      const late = tries === EARLY_TRIES || Date.now() > until;
      if (late || !EARLY.test(error.name + " " + error.message)) throw error;
      await pause();
    }
  }
}

const pause = () => new Promise(done => setTimeout(done, PAUSE));

async function first() {
  const { current, pending } = await versions();
  if (current && current !== pending && (await currentValue()).url.endsWith("@" + told.address))
    return { version: current };
  const token = pending || randomUUID();
  if (!pending) await create(token);
  await admit();
  await finish(token);
  return { version: token };
}

async function versions() {
  const { VersionIdsToStages = {} } = await secrets.describeSecret({ SecretId });
  const at = stage => (Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes(stage)) || [])[0];
  return { current: at("AWSCURRENT"), pending: at("AWSPENDING"), previous: at("AWSPREVIOUS") };
}

async function currentValue() {
  const { SecretString } = await secrets.getSecretValue({ SecretId, VersionStage: "AWSCURRENT" });
  return JSON.parse(SecretString);
}

async function create(token) {
  if (await isWritten(token)) return;
  const user = await nextUser();
  const password = randomBytes(24).toString("base64url");
  const url = told.scheme + user + ":" + password + "@" + told.address;
  const SecretString = JSON.stringify({ url, username: user, password });
  await secrets.putSecretValue({ SecretId, ClientRequestToken: token, SecretString, VersionStages: ["AWSPENDING"] });
}

async function isWritten(VersionId) {
  try {
    await secrets.getSecretValue({ SecretId, VersionId, VersionStage: "AWSPENDING" });
    return true;
  } catch (error) {
    if (error.name === "ResourceNotFoundException") return false;
    throw error;
  }
}

async function nextUser() {
  const [a, b] = told.logins;
  const { current } = await versions();
  if (!current) return a;
  return (await currentValue()).username === a ? b : a;
}

async function admit() {
  const { cluster, taskDefinition, subnets, securityGroups } = told;
  const awsvpcConfiguration = { subnets, securityGroups, assignPublicIp: told.assignPublicIp ? "ENABLED" : "DISABLED" };
  const networkConfiguration = { awsvpcConfiguration };
  const { tasks, failures } = await ecs.runTask({ cluster, taskDefinition, launchType: "FARGATE", networkConfiguration });
  if (!tasks || !tasks[0]) throw new Error("the task did not start: " + JSON.stringify(failures));
  const ended = await endOf(tasks[0].taskArn);
  const [container] = ended.containers || [];
  if (!container || container.exitCode !== 0)
    throw new Error("the login was not made: " + (ended.stoppedReason || "") + " " + ((container && container.reason) || "see the task's log"));
}

async function endOf(task) {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    const { tasks } = await ecs.describeTasks({ cluster: told.cluster, tasks: [task] });
    if (tasks && tasks[0] && tasks[0].lastStatus === "STOPPED") return tasks[0];
    await pause();
  }
  throw new Error("the task " + task + " did not end in time");
}

async function finish(token) {
  const { current, pending } = await versions();
  if (current !== token)
    await secrets.updateSecretVersionStage({
      SecretId,
      VersionStage: "AWSCURRENT",
      MoveToVersionId: token,
      ...(current && { RemoveFromVersionId: current }),
    });
  // The version stays pending until they are, so that the step can be tried again. The first one nobody was given yet.
  if ((await versions()).previous) await restartServices();
  if (pending === token)
    await secrets.updateSecretVersionStage({ SecretId, VersionStage: "AWSPENDING", RemoveFromVersionId: token });
}

async function restartServices() {
  const { cluster } = told;
  let nextToken;
  do {
    const page = await ecs.listServices({ cluster, maxResults: 10, nextToken });
    nextToken = page.nextToken;
    if (page.serviceArns.length === 0) continue;
    const { services } = await ecs.describeServices({ cluster, services: page.serviceArns });
    for (const { serviceArn, taskDefinition } of services)
      if (await isGiven(taskDefinition)) await ecs.updateService({ cluster, service: serviceArn, forceNewDeployment: true });
  } while (nextToken);
}

async function isGiven(name) {
  const { taskDefinition } = await ecs.describeTaskDefinition({ taskDefinition: name });
  const given = taskDefinition.containerDefinitions.flatMap(container => container.secrets || []);
  return given.some(({ valueFrom }) => valueFrom.startsWith(SecretId));
}
`;
