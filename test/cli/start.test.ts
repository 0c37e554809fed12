/** What each command would pay for before it does anything; the plan's own process loads the SDKs that its program uses. */
const SDKS = ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/docker", "@aws-sdk/client-ecs", "dockerode"];

test.each(SDKS)("no command loads %s before it is known to be needed", sdk => {
  jest.isolateModules(() => {
    const loaded = jest.fn(() => ({}));
    jest.doMock(sdk, loaded);
    require("../../lib/cli/run");
    expect(loaded).not.toHaveBeenCalled();
  });
});
