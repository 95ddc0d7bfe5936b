// npm run release:tree -- FOLDER: writes what a release's tag holds. Commit the folder's content alone, and tag that.
import { writeReleaseTree } from "./release/release-tree.ts";

const [folder, ...more] = process.argv.slice(2);
if (folder === undefined || more.length > 0) {
  process.stderr.write("release:tree takes one argument, the folder to write: npm run release:tree -- ../tree\n");
  process.exit(2);
}
try {
  writeReleaseTree(folder);
} catch (error) {
  if (!(error instanceof Error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
