const { asset } = require("@pulumi/pulumi");
const { Thing } = require("../things");

new Thing("assets", {
  file: new asset.FileAsset("file.txt"),
  text: new asset.StringAsset("text"),
  archive: new asset.FileArchive("folder"),
  map: new asset.AssetArchive({
    "file.txt": new asset.FileAsset("file.txt"),
    "text.txt": new asset.StringAsset("other text"),
    folder: new asset.FileArchive("folder"),
  }),
  list: [new asset.StringAsset("in a list")],
  nested: { asset: Promise.resolve(new asset.StringAsset("promised")) },
});
